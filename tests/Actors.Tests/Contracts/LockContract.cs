using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>Wrong passwords lock an account, exactly, whether or not it exists.</summary>
public abstract class LockContract : AccountsContract
{
    private const string Nobody = "nobody@example.com";

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(Email)]
    [InlineData(Nobody)]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour(string email)
    {
        await RegisterAsync();
        await FailAsync(email, 5);
        var locked = await SignInAsync(Password, email, null);
        Assert.Equal((SignInStatus.Locked, (long)Quarter.TotalMilliseconds, null), (locked.Status, locked.RetryAfterMs, locked.Account));
        Time.Advance(Quarter - TimeSpan.FromMilliseconds(1));
        locked = await SignInAsync(Password, email, null);
        Assert.Equal((SignInStatus.Locked, 1), (locked.Status, locked.RetryAfterMs)); // tries while it is locked do not lengthen it
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(email == Email ? SignInStatus.Accepted : SignInStatus.Refused, await SignInAsync(Password, email));
    }

    [Theory]
    [InlineData(Email)]
    [InlineData(Nobody)]
    public async Task After_the_lock_it_takes_five_again(string email)
    {
        await RegisterAsync();
        await FailAsync(email, 5);
        Time.Advance(Quarter + TimeSpan.FromMilliseconds(1));
        await FailAsync(email, 5);
        Assert.Equal(SignInStatus.Locked, await SignInAsync(Password, email));
    }

    [Theory]
    [InlineData(Email)]
    [InlineData(Nobody)]
    public async Task Old_ones_are_forgotten(string email)
    {
        await RegisterAsync();
        await FailAsync(email, 4);
        Time.Advance(Quarter + TimeSpan.FromMilliseconds(1));
        await FailAsync(email, 4);
        Assert.NotEqual(SignInStatus.Locked, await SignInAsync("wrong again", email));
        Assert.Equal(SignInStatus.Locked, await SignInAsync("wrong again", email));
    }

    [Fact]
    public async Task A_right_one_forgets_those_before()
    {
        await RegisterAsync();
        await FailAsync(Email, 4);
        Assert.Equal(SignInStatus.Accepted, await SignInAsync());
        await FailAsync(Email, 4);
        Assert.Equal(SignInStatus.Accepted, await SignInAsync());
    }

    [Fact]
    public async Task A_lock_outlives_a_restart()
    {
        await RegisterAsync();
        await FailAsync(Email, 5);
        await RestartAsync();
        Assert.Equal(SignInStatus.Locked, await SignInAsync());
    }

    [Fact]
    public async Task Of_many_guesses_at_once_five_are_looked_at()
    {
        await RegisterAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => SignInAsync($"guess {n}")));
        Assert.Equal((5, 45), (outcomes.Count(static status => status == SignInStatus.Refused), outcomes.Count(static status => status == SignInStatus.Locked)));
    }

    [Fact]
    public async Task The_same_attempt_again_is_one()
    {
        await RegisterAsync();
        for (var n = 0; n < 10; n++) Assert.Equal(SignInStatus.Refused, (await SignInAsync("wrong", Email, "c1")).Status);
        Assert.Equal(SignInStatus.Accepted, await SignInAsync());
    }

    [Fact]
    public async Task Guesses_at_the_old_password_of_a_change_count_too()
    {
        await RegisterAsync();
        for (var n = 0; n < 5; n++) Assert.Equal(SignInStatus.Refused, (await Account.ChangePassword(new(UserId, "wrong", Other, null, Origin)).Soon("change")).Status);
        Assert.Equal(SignInStatus.Locked, (await Account.ChangePassword(new(UserId, Password, Other, null, Origin)).Soon("change")).Status);
        Assert.Equal(SignInStatus.Locked, await SignInAsync());
    }

    [Fact]
    public async Task A_stranger_changes_nothing_and_locks_nobody()
    {
        await RegisterAsync();
        for (var n = 0; n < 6; n++) Assert.Equal(SignInStatus.Refused, (await Account.ChangePassword(new(new('b', 32), Password, Other, null, Origin)).Soon("change")).Status);
        Assert.Equal(SignInStatus.Accepted, await SignInAsync());
    }

    [Fact]
    public async Task Each_is_in_the_audit_log()
    {
        await ThenAsync(RegisterAsync());
        for (var n = 0; n < 5; n++) await ThenAsync(FailAsync(Email, 1));
        await SignInAsync();
        await FailAsync(Nobody, 1);
        Assert.Equal(["register", "login.failed", "login.failed", "login.failed", "login.failed", "login.locked", "login.failed"], (await AuditAsync()).Select(static entry => entry.Action));
        Assert.Equal("", (await AuditAsync())[^1].SubjectId);
        Assert.All((await AuditAsync())[..^1], static entry => Assert.Equal(UserId, entry.SubjectId));
    }

    private async Task FailAsync(string email, int times)
    {
        for (var n = 0; n < times; n++) Assert.Equal(SignInStatus.Refused, await SignInAsync("wrong", email));
    }
}
