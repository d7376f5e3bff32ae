using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>Erasing a user: nothing is left in any table, and what fails half-way goes on.</summary>
public abstract class UserErasureContract : AccountsContract
{
    private static readonly string Family = $"0{new string('f', 31)}";

    [Fact]
    public async Task It_says_what_went_and_leaves_the_least()
    {
        await JoinAsync();
        var report = await EraseAsync();
        Assert.Equal(["messages", "words", "usage_records_anonymised", "test_data"], report.Erased.Select(static kind => kind.Name));
        Assert.Equal((7, "audit_log"), (report.Erased[^1].Count, Assert.Single(report.Kept)));
        Assert.Equal(new Mail(MailKind.AccountErased, Email, "Linh", "vi"), await Program.NextMailAsync());
        foreach (var table in (string[])["users", "user_sessions"]) Assert.Empty(await AskAsync<string>($"select id from {table}"));
        await ExpectNoTraceAsync();
        Assert.Null(await User.Profile());
        Assert.Null((await OpenAsync($"1{Family[1..]}")).User);
        Assert.Equal(JoinOutcome.Refused, await User.Join(new("mail:x@example.com", "x@example.com", "X", "en", Origin)).Soon("join"));
        Assert.Null(await User.SetAccess(new(Roles.Admin, null, null, Origin)).Soon("access"));
        Assert.False(await Program.HasRemindersAsync());
    }

    [Fact]
    public async Task The_same_again_says_the_same_and_sends_no_second_mail()
    {
        await JoinAsync();
        var report = await EraseAsync();
        await RestartAsync();
        var again = await EraseAsync();
        Assert.Equal(report.Erased, again.Erased);
        Assert.Empty(Program.Mails());
        Assert.Equal(1, (await AuditAsync()).Count(static entry => entry.Action == "user.erased"));
    }

    [Fact]
    public async Task What_fails_half_way_goes_on_by_itself_and_nobody_gets_in_meanwhile()
    {
        await JoinAsync();
        Program.CanErase = false;
        await Assert.ThrowsAnyAsync<Exception>(() => EraseAsync());
        Assert.Null(await User.Profile());
        Assert.False((await User.UseRefresh(new(Family, 0, NowMs + 1000)).Soon("refresh")).IsAccepted);
        Assert.True(await Program.HasRemindersAsync());
        Assert.Empty(Program.Mails());
        Program.CanErase = true;
        await TickAsync();
        Assert.Equal(MailKind.AccountErased, (await Program.NextMailAsync()).Kind);
        await ExpectNoTraceAsync();
        Assert.False(await Program.HasRemindersAsync());
        Assert.Equal(2, Program.Erasures);
    }

    [Fact]
    public async Task A_tick_that_fails_too_is_not_the_last()
    {
        await JoinAsync();
        Program.CanErase = false;
        await Assert.ThrowsAnyAsync<Exception>(() => EraseAsync());
        await Assert.ThrowsAnyAsync<Exception>(TickAsync);
        Assert.True(await Program.HasRemindersAsync());
        await RestartAsync();
        Assert.True(await Program.HasRemindersAsync());
        await TickAsync();
        await ExpectNoTraceAsync();
    }

    [Fact]
    public async Task The_same_call_again_goes_on_too()
    {
        await JoinAsync();
        Program.CanErase = false;
        await Assert.ThrowsAnyAsync<Exception>(() => EraseAsync());
        Program.CanErase = true;
        Assert.Equal(4, (await EraseAsync()).Erased.Length);
        await ExpectNoTraceAsync();
    }

    [Fact]
    public async Task The_address_is_free_again()
    {
        await JoinAsync();
        await EraseAsync();
        Assert.True((await Account.Register(new(new('b', 32), Other, Email, "Mai", "en", Origin)).Soon("register")).IsAccepted);
        Assert.Equal((SignInStatus.Refused, SignInStatus.Accepted), (await SignInAsync(), await SignInAsync(Other)));
        await EraseAsync(); // the first user's erasure is over: it releases nothing of the second's
        Assert.Equal(SignInStatus.Accepted, await SignInAsync(Other));
    }

    [Fact]
    public async Task Anonymising_takes_the_name_and_keeps_the_rest()
    {
        await JoinAsync();
        var report = await EraseAsync(keepsWork: true);
        Assert.Empty(report.Erased);
        Assert.Equal(["audit_log", "work"], report.Kept);
        Assert.Equal(0, Program.Erasures);
        await ExpectNoTraceAsync();
        Assert.Equal("user.anonymised", (await AuditAsync())[^1].Action);
    }

    [Fact]
    public async Task Who_was_anonymised_can_still_be_erased()
    {
        await JoinAsync();
        await EraseAsync(keepsWork: true);
        Assert.Equal(4, (await EraseAsync()).Erased.Length);
        Assert.Equal(1, Program.Erasures);
    }

    [Fact]
    public async Task A_guest_of_whom_nothing_is_known_is_erased_alike()
    {
        Assert.Equal(4, (await EraseAsync()).Erased.Length);
        Assert.Empty(Program.Mails());
        Assert.False((await User.UseRefresh(new(Family, 0, NowMs + 1000)).Soon("refresh")).IsAccepted);
    }

    private async Task JoinAsync()
    {
        await RegisterAsync("vi");
        Assert.NotNull((await OpenAsync(Family)).User);
        await ThenAsync(User.UpdateProfile(new(null, null, "f", "INFP", "secret interests", Origin)));
    }

    private Task<EraseReport> EraseAsync(bool keepsWork = false) => User.Erase(new(keepsWork, Origin)).Soon("erasure");

    private Task TickAsync() => Program.Grains.GetGrain<IRemindable>(GrainId.Create("user", UserId)).ReceiveReminder("erase", default).Soon("a tick");

    /// <summary>Nothing that says who it was is in any table.</summary>
    private async Task ExpectNoTraceAsync()
    {
        foreach (var table in await Place.TablesAsync())
        {
            foreach (IDictionary<string, object> row in await AskAsync<dynamic>($"select * from {table}"))
            {
                var text = string.Join('|', row.Values);
                foreach (var trace in (string[])[Email, "linh@", "Linh", "secret interests", Family]) Assert.DoesNotContain(trace, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
