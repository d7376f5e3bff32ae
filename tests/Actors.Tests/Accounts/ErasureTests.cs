using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Deleting an account over HTTP, and what it says.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private readonly ActorsApp _app = new("--Auth:SignInsAtOnce=10000", "--Auth:ResetTakes=00:00:00");
    private MailFolder _mails = null!;

    public async ValueTask InitializeAsync()
    {
        _mails = new MailFolder(_app.Folder);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _mails.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Everything_goes_and_the_answer_says_what()
    {
        var member = await _app.JoinAsync(language: "vi");
        await using var line = await _app.ConnectAsync(token: member.Access);
        for (var n = 0; n < 6; n++) await line.ChatAsync("我喜欢朋友");
        await _app.GetAsync("/api/tutor/words/", member.Access);
        var answer = await DeleteAsync(member, AccountCalls.Password);
        var deleted = answer.Data.GetProperty("deleted");
        Assert.Equal(6, deleted.Number("messages"));
        Assert.True(deleted.Number("words") > 0);
        Assert.True(deleted.Has("usage_records_anonymised"));
        Assert.Equal("audit_log", Assert.Single(answer.Data.GetProperty("kept").EnumerateArray()).GetString());
        var mail = await _mails.NextAsync();
        Assert.Equal((member.Email, "Tài khoản của bạn đã bị xóa"), (mail.To, mail.Subject));
        await ExpectGoneAsync(member);
        Assert.Equal(4001, await line.CloseCodeAsync());
    }

    [Fact]
    public async Task The_address_is_free_again_and_its_next_owner_finds_nothing()
    {
        var member = await _app.JoinAsync();
        await using (var line = await _app.ConnectAsync(token: member.Access)) await line.ChatAsync("你好");
        await DeleteAsync(member, AccountCalls.Password);
        Assert.Equal(401, (int)(await _app.LoginAsync(member.Email)).Status);
        var next = await _app.JoinAsync(member.Email);
        Assert.NotEqual(member.Id, next.Id);
        await using var fresh = await _app.ConnectAsync(token: next.Access);
        Assert.Empty(await fresh.HistoryAsync());
    }

    [Fact]
    public async Task The_password_is_needed()
    {
        var member = await _app.JoinAsync();
        foreach (var body in (object?[])[new { password = "wrong" }, new { }, null])
        {
            var answer = await _app.DeleteAsync("/api/auth/account/", body, member.Access);
            Assert.Equal((400, "WRONG_PASSWORD"), answer.Refusal);
            Assert.NotEmpty(answer.Detail("password"));
        }
        Assert.True(await _app.IsGoodAsync(member.Access));
        await _app.DeleteAsync("/api/auth/account/", new { password = "wrong" }, member.Access);
        await _app.DeleteAsync("/api/auth/account/", new { password = "wrong" }, member.Access);
        Assert.Equal((429, "ACCOUNT_LOCKED"), (await DeleteAsync(member, AccountCalls.Password)).Refusal);
    }

    [Fact]
    public async Task A_guest_is_deleted_without_one()
    {
        await using var line = await _app.ConnectAsync();
        await line.ChatAsync("你好");
        var guest = new SignedInMember(line.Connected.Text("user_id"), "", line.Token, line.Connected.Text("refresh"));
        var answer = await _app.DeleteAsync("/api/auth/account/", null, line.Token);
        Assert.Equal(1, answer.Data.GetProperty("deleted").Number("messages"));
        await ExpectGoneAsync(guest);
        Assert.Equal(4001, await line.CloseCodeAsync());
        Assert.Empty(_mails.Files);
    }

    [Fact]
    public async Task It_stays_deleted_over_a_restart()
    {
        var member = await _app.JoinAsync();
        var guest = await _app.GuestAsync();
        await _app.DeleteAsync("/api/auth/account/", null, guest.Access);
        await DeleteAsync(member, AccountCalls.Password);
        await _app.RestartAsync();
        await ExpectGoneAsync(member);
        await ExpectGoneAsync(guest);
    }

    [Fact]
    public async Task An_operator_s_deleting_says_the_same_and_does_not_undo_a_guest_s_way_back()
    {
        var member = await _app.JoinAsync();
        var answer = await _app.DeleteAsync($"/api/v1/admin/users/{member.Id}", null, _app.OperatorToken());
        Assert.Equal(0, answer.Data.GetProperty("deleted").Number("messages"));
        await ExpectGoneAsync(member);
        var again = await _app.DeleteAsync($"/api/v1/admin/users/{member.Id}", null, _app.OperatorToken());
        Assert.Equal(answer.Data.GetRawText(), again.Data.GetRawText());
        Assert.Equal((404, "NOT_FOUND"), (await _app.GetAsync($"/api/v1/admin/users/{member.Id}", _app.OperatorToken())).Refusal);
    }

    [Fact]
    public async Task Anonymising_keeps_the_work_and_no_name()
    {
        var member = await _app.JoinAsync();
        await using (var line = await _app.ConnectAsync(token: member.Access))
        {
            for (var n = 0; n < 4; n++) await line.ChatAsync("我喜欢朋友");
        }
        var answer = await AnonymiseAsync(member);
        Assert.Empty(answer.Data.GetProperty("deleted").EnumerateObject());
        Assert.Equal(["audit_log", "work"], answer.Data.GetProperty("kept").EnumerateArray().Select(static kept => kept.GetString()).Order());
        await ExpectGoneAsync(member);
        Assert.Equal(0, (await _app.GetAsync($"/api/v1/admin/users/?search={member.Email}", _app.OperatorToken())).Data.Number("count"));
        Assert.NotEqual(member.Id, (await _app.JoinAsync(member.Email)).Id);
    }

    [Fact]
    public async Task Who_was_anonymised_can_still_be_deleted_with_the_work()
    {
        var member = await _app.JoinAsync();
        await using (var line = await _app.ConnectAsync(token: member.Access)) await line.ChatAsync("你好");
        await AnonymiseAsync(member);
        var answer = await _app.DeleteAsync($"/api/v1/admin/users/{member.Id}", null, _app.OperatorToken());
        Assert.Equal("""{"messages":1}""", JsonSerializer.Serialize(new { messages = answer.Data.GetProperty("deleted").TryGetProperty("messages", out var count) ? count.GetInt64() : -1 }));
        Assert.DoesNotContain("work", answer.Data.GetProperty("kept").EnumerateArray().Select(static kept => kept.GetString()));
    }

    [Fact]
    public async Task What_she_is_just_saying_does_not_come_back()
    {
        await using var slow = await ActorsApp.StartNewAsync("--Chat:Offline:Delay=00:00:30");
        var member = await slow.JoinAsync();
        await using var line = await slow.ConnectAsync(token: member.Access);
        await line.SayAsync("你好");
        await line.NextAsync("typing");
        Assert.Equal(200, (int)(await slow.DeleteAsync("/api/auth/account/", new { password = AccountCalls.Password }, member.Access)).Status);
        Assert.Equal(4001, await line.CloseCodeAsync());
    }

    private Task<ApiAnswer> AnonymiseAsync(SignedInMember member) => _app.PostAsync($"/api/v1/admin/users/{member.Id}/anonymise", null, _app.OperatorToken());

    private Task<ApiAnswer> DeleteAsync(SignedInMember member, string password) => _app.DeleteAsync("/api/auth/account/", new { password }, member.Access);

    private async Task ExpectGoneAsync(SignedInMember user)
    {
        Assert.Equal((401, "UNAUTHORIZED"), (await _app.GetAsync("/api/auth/profile/", user.Access)).Refusal);
        Assert.Equal((401, "UNAUTHORIZED"), (await _app.RefreshAsync(user.Refresh)).Refusal);
        await using var line = await _app.ConnectAsync(token: user.Access);
        Assert.Equal(4001, await line.CloseCodeAsync());
    }
}
