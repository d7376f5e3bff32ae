using System.Buffers.Text;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts.Admin;

/// <summary>Operators change what users may do, and not what they may do themselves.</summary>
public sealed class AdminAccessTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    [Fact]
    public async Task Another_role_ends_access_tokens_and_sockets_and_comes_with_the_next_refresh()
    {
        var member = await app.JoinAsync();
        await using var socket = await app.ConnectAsync(token: member.Access);
        await using var hub = await app.ConnectHubAsync(token: member.Access);
        var answer = await ChangeAsync(member, new { role = "TUTOR", plan = "PREMIUM" });
        Assert.Equal(("TUTOR", "PREMIUM", "active"), (answer.Data.Text("role"), answer.Data.Text("plan"), answer.Data.Text("status")));
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.Equal(4001, await socket.CloseCodeAsync());
        Assert.Equal(4001, await hub.CloseCodeAsync());
        var next = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(next.Access.Split('.')[1]));
        Assert.Equal(("TUTOR", "PREMIUM"), (claims.Text("role"), claims.Text("plan")));
        await using var back = await app.ConnectAsync(token: next.Access);
        Assert.Equal("pong", (await back.AskAsync(new { action = "ping" }, "pong")).Status());
    }

    [Fact]
    public async Task Who_becomes_an_operator_is_one_after_a_refresh_and_no_longer_when_that_ends()
    {
        var member = await app.JoinAsync();
        await ChangeAsync(member, new { role = "ADMIN" });
        var admin = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
        Assert.Equal(200, (int)(await app.GetAsync("/api/v1/admin/users/", admin.Access)).Status);
        await ChangeAsync(member, new { role = "STUDENT" });
        Assert.Equal((401, "UNAUTHORIZED"), (await app.GetAsync("/api/v1/admin/users/", admin.Access)).Refusal);
        var student = AccountCalls.MemberOf(await app.RefreshAsync(admin.Refresh));
        Assert.Equal((403, "FORBIDDEN"), (await app.GetAsync("/api/v1/admin/users/", student.Access)).Refusal);
    }

    [Fact]
    public async Task Who_is_disabled_is_out_at_once_and_can_be_let_in_again()
    {
        var member = await app.JoinAsync();
        await using var socket = await app.ConnectAsync(token: member.Access);
        Assert.Equal("disabled", (await ChangeAsync(member, new { disabled = true })).Data.Text("status"));
        Assert.Equal(4001, await socket.CloseCodeAsync());
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.Equal(401, (int)(await app.RefreshAsync(member.Refresh)).Status);
        Assert.Equal((403, "ACCOUNT_DISABLED"), (await app.LoginAsync(member.Email)).Refusal);
        Assert.Equal((401, "INVALID_CREDENTIALS"), (await app.LoginAsync(member.Email, "wrong")).Refusal); // only who knows the password is told
        Assert.Equal((409, "EMAIL_TAKEN"), (await app.RegisterAsync(member.Email)).Refusal);
        await ChangeAsync(member, new { disabled = false });
        Assert.Equal(member.Id, (await app.SignInAsync(member.Email)).Id);
    }

    [Fact]
    public async Task A_guest_is_disabled_too_and_cannot_become_a_member()
    {
        await using var line = await app.ConnectAsync();
        var guest = new SignedInMember(line.Connected.Text("user_id"), "", line.Token, "");
        await ChangeAsync(guest, new { disabled = true });
        Assert.Equal(4001, await line.CloseCodeAsync());
        Assert.False(await app.IsGoodAsync(guest.Access));
    }

    [Fact]
    public async Task Nobody_changes_his_own_access_or_deletes_himself_so()
    {
        var member = await app.JoinAsync();
        await ChangeAsync(member, new { role = "ADMIN" });
        var admin = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
        foreach (var id in (string[])[member.Id, member.Id.ToUpperInvariant()])
        {
            ApiAnswer[] answers =
            [
                await app.PutAsync($"/api/v1/admin/users/{id}", new { role = "STUDENT" }, admin.Access),
                await app.PostAsync($"/api/v1/admin/users/{id}/anonymise", null, admin.Access),
                await app.DeleteAsync($"/api/v1/admin/users/{id}", null, admin.Access),
            ];
            foreach (var answer in answers) Assert.Contains(answer.Refusal, ((int, string)[])[(409, "OWN_ACCESS"), (404, "NOT_FOUND")]);
        }
        Assert.True(await app.IsGoodAsync(admin.Access));
    }

    [Theory]
    [InlineData("""{"role":"BOSS"}""", "role")]
    [InlineData("""{"plan":"GOLD"}""", "plan")]
    [InlineData("""{"disabled":"yes"}""", "disabled")]
    public async Task What_there_is_not_is_refused(string json, string field)
    {
        var answer = await ChangeAsync(await app.JoinAsync(), JsonElement.Parse(json));
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Detail(field));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("mail:a@example.com")]
    [InlineData("..%2Foperator")]
    public async Task What_is_no_user_is_not_found(string id)
    {
        Assert.Equal((404, "NOT_FOUND"), (await app.GetAsync($"/api/v1/admin/users/{id}", app.OperatorToken())).Refusal);
        Assert.Equal((404, "NOT_FOUND"), (await app.PutAsync($"/api/v1/admin/users/{id}", new { role = "TUTOR" }, app.OperatorToken())).Refusal);
    }

    private Task<ApiAnswer> ChangeAsync(SignedInMember member, object body) => app.PutAsync($"/api/v1/admin/users/{member.Id}", body, app.OperatorToken());
}
