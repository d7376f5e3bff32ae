using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>What a user may do, who changes it, and what is written down of that.</summary>
public abstract class UserAccessContract : AccountsContract
{
    private static readonly Origin Operator = new("10.9.9.0", "r9", "operator");

    [Fact]
    public async Task Another_role_ends_access_tokens_and_the_next_refresh_carries_it()
    {
        await RegisterAsync();
        var opened = (await OpenAsync("f1")).User!;
        var profile = await User.SetAccess(new(Roles.Tutor, Plans.Premium, null, Operator)).Soon("access");
        Assert.Equal((Roles.Tutor, Plans.Premium, opened.Version + 1), (profile!.Facts.Role, profile.Facts.Plan, profile.Facts.Version));
        var revoked = Assert.Single(await AskAsync<(string, long, long)>("select subject, floor, expires_at from revocations"));
        Assert.Equal(($"u:{UserId}", opened.Version + 1L, NowMs + 86_400_000), revoked);
        var refreshed = await User.UseRefresh(new("f1", 0, NowMs + 1000)).Soon("refresh");
        Assert.Equal((true, Roles.Tutor, Plans.Premium), (refreshed.IsAccepted, refreshed.User!.Role, refreshed.User.Plan));
    }

    [Fact]
    public async Task What_stays_as_it_is_ends_nothing()
    {
        await RegisterAsync();
        await User.SetAccess(new(Roles.Student, Plans.Free, false, Operator)).Soon("access");
        await User.SetAccess(new(null, null, null, Operator)).Soon("access");
        Assert.Empty(await AskAsync<string>("select subject from revocations"));
        Assert.DoesNotContain(await AuditAsync(), static entry => entry.Action == "access.changed");
    }

    [Fact]
    public async Task Who_is_disabled_gets_in_by_no_way_until_enabled_again()
    {
        await RegisterAsync();
        await OpenAsync("f1");
        await User.SetAccess(new(null, null, true, Operator)).Soon("access");
        Assert.Null((await OpenAsync("f2")).User);
        Assert.False((await User.UseRefresh(new("f1", 0, NowMs + 1000)).Soon("refresh")).IsAccepted);
        Assert.Equal(JoinOutcome.Refused, await User.Join(new("mail:x@example.com", "x@example.com", "X", "en", Origin)).Soon("join"));
        await RestartAsync();
        Assert.Null((await OpenAsync("f2")).User);
        await User.SetAccess(new(null, null, false, Operator)).Soon("access");
        Assert.NotNull((await OpenAsync("f2")).User);
        Assert.True((await User.UseRefresh(new("f1", 0, NowMs + 1000)).Soon("refresh")).IsAccepted);
    }

    [Fact]
    public async Task All_is_kept_over_a_restart()
    {
        await RegisterAsync("vi");
        await OpenAsync("f1");
        await User.UpdateProfile(new("林", null, "f", "INFP", "trà", Origin)).Soon("profile");
        await User.SetAccess(new(Roles.Tutor, null, null, Operator)).Soon("access");
        await User.Debit(new(QuotaKind.Tokens, 120, "s", 1)).Soon("debit");
        var (profile, sessions) = (await User.Profile(), await User.Sessions());
        await RestartAsync();
        Assert.Equivalent(profile, await User.Profile(), strict: true);
        Assert.Equal(sessions, await User.Sessions());
        Assert.Equal(SignInStatus.Accepted, await SignInAsync());
    }

    [Fact]
    public async Task The_audit_log_has_each_event_with_who_where_and_to_whom()
    {
        await ThenAsync(RegisterAsync());
        await ThenAsync(OpenAsync("f1"));
        await ThenAsync(OpenAsync("f2"));
        await ThenAsync(OpenAsync("f3"));
        await ThenAsync(User.UseRefresh(new("f1", 0, NowMs + 1000)));
        await ThenAsync(User.UseRefresh(new("f1", 0, NowMs + 1000, null, "", Origin)));
        await ThenAsync(User.UpdateProfile(new("X", null, null, null, null, Origin)));
        await ThenAsync(User.RevokeSession(new("f2", null, Origin, IsProven: false)));
        await ThenAsync(Account.RequestReset(new(null, Origin)));
        await ThenAsync(Account.ConfirmReset(new("wrong", Other, null, Origin)));
        await ThenAsync(User.RevokeAll(new("f3", "password.changed", Origin)));
        await ThenAsync(User.RevokeAll(new(null, "password.reset", Origin)));
        await ThenAsync(User.Join(new("google:1", "g@example.com", "G", "en", Origin)));
        await ThenAsync(User.SetAccess(new(Roles.Tutor, null, null, Operator)));
        await ThenAsync(User.Erase(new(KeepsWork: false, Operator)));
        var entries = await AuditAsync();
        Assert.Equal(
            ["register", "login", "login", "login", "refresh.reused", "profile.changed", "session.ended", "password.reset_requested", "password.reset_failed", "password.changed", "password.reset", "account.linked", "access.changed", "user.erased"],
            entries.Select(static entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(UserId, entry.SubjectId));
        Assert.Equal([.. Enumerable.Repeat(UserId, 12), "operator", "operator"], entries.Select(static entry => entry.ActorId));
        Assert.Equal(("10.9.9.0", "r9", "role=TUTOR plan=FREE disabled=False"), (entries[^2].Address, entries[^2].RequestId, entries[^2].Detail));
        Assert.Equal("password", entries[1].Detail);
    }

    [Fact]
    public async Task Nothing_in_the_audit_log_is_changed_or_deleted_by_any_means()
    {
        await RegisterAsync();
        foreach (var sql in (string[])["update audit_log set action = 'x'", "delete from audit_log", "insert into audit_log select * from audit_log where true on conflict (id) do update set action = 'x'"])
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(sql));
        }
        Assert.Equal("register", Assert.Single(await AuditAsync()).Action);
    }

    [Fact]
    public async Task The_list_of_users_has_each_change()
    {
        await RegisterAsync();
        await User.UpdateProfile(new("Nguyễn Thị Linh", null, null, null, null, Origin)).Soon("profile");
        await User.SetAccess(new(Roles.Tutor, Plans.Premium, true, Operator)).Soon("access");
        var (count, users) = await Program.Users.UsersAsync(new(null, null, null, null), 0, 10).Soon("users");
        Assert.Equal((1, new ListedUser(UserId, Email, "Nguyễn Thị Linh", Roles.Tutor, Plans.Premium, "disabled", NowMs)), (count, Assert.Single(users)));
    }

    [Fact]
    public async Task A_row_that_was_lost_comes_back_with_the_next_activation()
    {
        await RegisterAsync();
        await RunAsync("delete from users");
        await RestartAsync();
        await User.Profile().Soon("profile");
        Assert.Equal(1, (await Program.Users.UsersAsync(new(null, null, null, null), 0, 10).Soon("users")).Count);
    }
}
