using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>What a user says of himself, and his sign-ins, over HTTP.</summary>
public sealed class ProfileTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    [Fact]
    public async Task A_profile_is_read_and_changed_in_parts()
    {
        var member = await app.JoinAsync(language: "vi");
        var before = (await app.GetAsync("/api/auth/profile/", member.Access)).Data;
        Assert.Equal(("Linh", member.Email, "STUDENT", "FREE", "active", "vi"), (before.Text("name"), before.Text("email"), before.Text("role"), before.Text("plan"), before.Text("status"), before.Text("language")));
        Assert.Equal("mail", Assert.Single(before.GetProperty("sign_ins").EnumerateArray()).GetString());
        var after = (await app.PutAsync("/api/auth/profile/", new { gender = "f", mbti = "INFP", interests = "wuxia, trà" }, member.Access)).Data;
        Assert.Equal(("Linh", "vi", "f", "INFP", "wuxia, trà"), (after.Text("name"), after.Text("language"), after.Text("gender"), after.Text("mbti"), after.Text("interests")));
        after = (await app.PutAsync("/api/auth/profile/", new { name = " 林 ", gender = "" }, member.Access)).Data;
        Assert.Equal(("林", "", "INFP"), (after.Text("name"), after.Text("gender"), after.Text("mbti")));
        Assert.Equal(after.GetRawText(), (await app.GetAsync("/api/auth/profile/", member.Access)).Data.GetRawText());
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "   ")]
    [InlineData("language", "fr")]
    [InlineData("mbti", "INFPX")]
    [InlineData("gender", "012345678901234567890")]
    [InlineData("interests", "a\tb")]
    public async Task What_is_wrong_is_named_and_changes_nothing(string field, string value)
    {
        var member = await app.JoinAsync();
        var answer = await app.PutAsync("/api/auth/profile/", new Dictionary<string, string> { [field] = value }, member.Access);
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Detail(field));
        Assert.Equal("Linh", (await app.GetAsync("/api/auth/profile/", member.Access)).Data.Text("name"));
    }

    [Fact]
    public async Task Address_role_and_plan_cannot_be_given_to_oneself()
    {
        var member = await app.JoinAsync();
        await app.PutAsync("/api/auth/profile/", new { name = "X", email = "other@example.com", role = "ADMIN", plan = "PREMIUM", status = "active", id = "operator" }, member.Access);
        var after = (await app.GetAsync("/api/auth/profile/", member.Access)).Data;
        Assert.Equal((member.Email, "STUDENT", "FREE", member.Id), (after.Text("email"), after.Text("role"), after.Text("plan"), after.Text("id")));
    }

    [Fact]
    public async Task A_guest_has_a_profile_with_nothing_in_it_and_cannot_change_it()
    {
        var guest = await app.GuestAsync();
        var profile = (await app.GetAsync("/api/auth/profile/", guest.Access)).Data;
        Assert.Equal(("guest", "", "", JsonValueKind.Null), (profile.Text("status"), profile.Text("email"), profile.Text("name"), profile.GetProperty("created_at").ValueKind));
        Assert.Equal((403, "MEMBERS_ONLY"), (await app.PutAsync("/api/auth/profile/", new { name = "x" }, guest.Access)).Refusal);
    }

    [Fact]
    public async Task Sign_ins_are_listed_with_where_they_come_from_and_ended_one_by_one()
    {
        var member = await app.JoinAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login/") { Content = System.Net.Http.Json.JsonContent.Create(new { email = member.Email, password = AccountCalls.Password }) };
        request.Headers.TryAddWithoutValidation("User-Agent", "Phone (1.0)");
        var phone = AccountCalls.MemberOf(await app.CallAsync(request));
        var page = await app.GetAsync("/api/auth/sessions/", member.Access);
        Assert.Equal(2, page.Data.Number("count"));
        var current = Assert.Single(page.Results(), static session => session.GetProperty("is_current").GetBoolean());
        var other = Assert.Single(page.Results(), static session => !session.GetProperty("is_current").GetBoolean());
        Assert.Equal(("127.0.0.0", "Phone (1.0)"), (current.Text("address"), other.Text("agent")));
        Assert.True(other.GetProperty("expires_at").GetDateTime() > TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(6));
        Assert.Equal((404, "NOT_FOUND"), (await app.DeleteAsync("/api/auth/sessions/nonsense/", null, member.Access)).Refusal);
        Assert.Equal(200, (int)(await app.DeleteAsync($"/api/auth/sessions/{other.Text("id")}/", null, member.Access)).Status);
        Assert.False(await app.IsGoodAsync(phone.Access));
        Assert.Equal(401, (int)(await app.RefreshAsync(phone.Refresh)).Status);
        Assert.True(await app.IsGoodAsync(member.Access));
        Assert.Equal((404, "NOT_FOUND"), (await app.DeleteAsync($"/api/auth/sessions/{other.Text("id")}/", null, member.Access)).Refusal);
        Assert.Equal(1, (await app.GetAsync("/api/auth/sessions/", member.Access)).Data.Number("count"));
    }

    [Fact]
    public async Task Nobody_ends_another_s_sign_in()
    {
        var (one, other) = (await app.JoinAsync(), await app.JoinAsync());
        var session = Assert.Single((await app.GetAsync("/api/auth/sessions/", one.Access)).Results()).Text("id");
        Assert.Equal((404, "NOT_FOUND"), (await app.DeleteAsync($"/api/auth/sessions/{session}/", null, other.Access)).Refusal);
        Assert.True(await app.IsGoodAsync(one.Access));
    }

    [Fact]
    public async Task The_oldest_of_very_many_sign_ins_ends_wholly()
    {
        var member = await app.JoinAsync();
        for (var n = 0; n < 32; n++) await app.SignInAsync(member.Email);
        Assert.Equal(401, (int)(await app.RefreshAsync(member.Refresh)).Status);
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.Equal(32, (await app.GetAsync($"/api/v1/admin/sessions/?user_id={member.Id}", app.OperatorToken())).Data.Number("count"));
    }
}
