using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>Codes to set a password with: six digits, ten minutes, five tries, one use, five an hour.</summary>
public abstract class ResetCodeContract : AccountsContract
{
    /// <summary>The SQL that reads all grains' states.</summary>
    protected virtual string States => "select data from grain_state";

    [Fact]
    public async Task A_code_sets_a_password_once()
    {
        await RegisterAsync("zh");
        var mail = await RequestAsync();
        Assert.Equal(new Mail(MailKind.ResetCode, Email, "Linh", "zh", mail.Code), mail);
        Assert.Matches("^[0-9]{6}$", mail.Code);
        var outcome = await ConfirmAsync(mail.Code);
        Assert.Equal((SignInStatus.Accepted, UserId), (outcome.Status, outcome.Account!.UserId));
        Assert.Equal(MailKind.PasswordChanged, (await Program.NextMailAsync()).Kind);
        Assert.Equal(SignInStatus.Refused, (await ConfirmAsync(mail.Code)).Status);
        Assert.Equal((SignInStatus.Refused, SignInStatus.Accepted), (await SignInAsync(), await SignInAsync(Other)));
    }

    [Theory]
    [InlineData(0, SignInStatus.Accepted)]
    [InlineData(1, SignInStatus.Refused)]
    public async Task It_lasts_ten_minutes(int more, SignInStatus status)
    {
        await RegisterAsync();
        var mail = await RequestAsync();
        Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1) + TimeSpan.FromMilliseconds(more));
        Assert.Equal(status, (await ConfirmAsync(mail.Code)).Status);
    }

    [Theory]
    [InlineData(4, SignInStatus.Accepted)]
    [InlineData(5, SignInStatus.Refused)]
    public async Task It_takes_five_tries(int wrong, SignInStatus status)
    {
        await RegisterAsync();
        var mail = await RequestAsync();
        for (var n = 0; n < wrong; n++) Assert.Equal(SignInStatus.Refused, (await ConfirmAsync(mail.Code == "000000" ? "000001" : "000000")).Status);
        Assert.Equal(status, (await ConfirmAsync(mail.Code)).Status);
    }

    [Fact]
    public async Task Many_tries_at_once_are_five()
    {
        await RegisterAsync();
        var mail = await RequestAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => ConfirmAsync($"x{n}")));
        Assert.Equal(SignInStatus.Refused, (await ConfirmAsync(mail.Code)).Status);
        Assert.Equal(21, (await AuditAsync()).Count(static entry => entry.Action == "password.reset_failed")); // those that no code was left for, too
    }

    [Fact]
    public async Task Tries_and_codes_outlive_a_restart()
    {
        await RegisterAsync();
        var mail = await RequestAsync();
        for (var n = 0; n < 4; n++) await ConfirmAsync("wrong");
        await RestartAsync();
        await ConfirmAsync("wrong");
        Assert.Equal(SignInStatus.Refused, (await ConfirmAsync(mail.Code)).Status);
        mail = await RequestAsync();
        await RestartAsync();
        Assert.Equal(SignInStatus.Accepted, (await ConfirmAsync(mail.Code)).Status);
    }

    [Fact]
    public async Task A_new_code_replaces_the_old_one()
    {
        await RegisterAsync();
        var first = await RequestAsync();
        var second = await RequestAsync();
        if (first.Code != second.Code) Assert.Equal(SignInStatus.Refused, (await ConfirmAsync(first.Code)).Status);
        Assert.Equal(SignInStatus.Accepted, (await ConfirmAsync(second.Code)).Status);
    }

    [Fact]
    public async Task Five_are_sent_in_any_hour()
    {
        await RegisterAsync();
        var sent = new List<bool>();
        for (var n = 0; n < 9; n++)
        {
            await AskAsync();
            sent.Add(Program.Mails().Count == 1);
            Time.Advance(TimeSpan.FromMinutes(11));
        }
        Assert.Equal([true, true, true, true, true, false, true, true, true], sent); // at 55 minutes five were sent in the hour before
    }

    [Fact]
    public async Task One_that_is_not_sent_leaves_the_last_one_good()
    {
        await RegisterAsync();
        Mail last = null!;
        for (var n = 0; n < 5; n++) last = await RequestAsync();
        await AskAsync();
        Assert.Empty(Program.Mails());
        Assert.Equal(SignInStatus.Accepted, (await ConfirmAsync(last.Code)).Status);
    }

    [Fact]
    public async Task Who_does_not_exist_is_sent_nothing_and_has_no_code()
    {
        await AskAsync();
        Assert.Equal(SignInStatus.Refused, (await ConfirmAsync("000000")).Status);
        Assert.Empty(Program.Mails());
        Assert.Equal("", Assert.Single(await AuditAsync()).SubjectId); // a try at nobody, of which nobody is told
    }

    [Fact]
    public async Task It_unlocks()
    {
        await RegisterAsync();
        for (var n = 0; n < 5; n++) await SignInAsync("wrong");
        var mail = await RequestAsync();
        await ConfirmAsync(mail.Code);
        Assert.Equal(SignInStatus.Accepted, await SignInAsync(Other));
    }

    [Fact]
    public async Task Neither_code_nor_password_is_in_the_state()
    {
        await RegisterAsync();
        var mail = await RequestAsync();
        var states = string.Concat(await AskAsync<string>(States));
        Assert.Contains(Email, states, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Code, states, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, states, StringComparison.Ordinal);
    }

    private Task AskAsync() => Account.RequestReset(new(null, Origin)).Soon("a request");

    private async Task<Mail> RequestAsync()
    {
        await AskAsync();
        return await Program.NextMailAsync();
    }

    private Task<SignInOutcome> ConfirmAsync(string code) => Account.ConfirmReset(new(code, Other, null, Origin)).Soon("a confirmation");
}
