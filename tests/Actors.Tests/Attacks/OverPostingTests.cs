using System.Net;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Members of bodies that nobody asked for: what a user may be is never taken from what he sends.</summary>
public sealed class OverPostingTests(InstantApp app) : IClassFixture<InstantApp>
{
    private const string More = """
        "role":"ADMIN","Role":"ADMIN","ROLE":"ADMIN","roles":["ADMIN"],"plan":"PREMIUM","Plan":"PREMIUM","is_admin":true,"isAdmin":true,"admin":true,"id":"0123456789abcdef0123456789abcdef",
        "user_id":"0123456789abcdef0123456789abcdef","sub":"operator","status":"active","disabled":false,"is_proven":true,"email_verified":true,"version":-1,"guest":false,
        "created_at":"2001-01-01T00:00:00Z","quota":{"tokens_today":{"limit":null}},"sign_ins":["google"],"__proto__":{"role":"ADMIN"},"constructor":{"prototype":{"role":"ADMIN"}},
        "$type":"Actors.Accounts.SetAccess, Actors.Contracts","facts":{"role":"ADMIN","plan":"PREMIUM"}
        """;

    [Fact]
    public async Task Who_registers_is_a_student_without_a_plan()
    {
        var email = $"o{Guid.CreateVersion7():N}@example.com";
        var caller = new Caller(app.Http);
        var made = await caller.SendAsync(HttpMethod.Post, "/api/auth/register", $$"""{"name":"Eve","email":"{{email}}","password":"{{Caller.Password}}","password_confirm":"{{Caller.Password}}",{{More}}}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.NotEqual("0123456789abcdef0123456789abcdef", made.Json.Data().Text("id"));
        var entered = await caller.SendAsync(HttpMethod.Post, "/api/auth/login", $$"""{"email":"{{email}}","password":"{{Caller.Password}}",{{More}}}""");
        caller.Access = entered.Json.Data().Text("access");
        await ExpectOrdinaryAsync(caller, email);
    }

    [Fact]
    public async Task No_body_of_any_route_makes_a_member_more_than_he_is()
    {
        var member = await Caller.MemberAsync(app.Http);
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(static operation => operation.Value.Has("requestBody")))
            {
                if (path.Name.EndsWith("/account", StringComparison.Ordinal) || path.Name.EndsWith("/logout", StringComparison.Ordinal)) continue; // who asks for that wants to go
                var body = $$"""{"name":"Eve","refresh":"x","text":"","old_password":"wrong","new_password":"{{Caller.Password}}","email":"{{member.Email}}","password":"{{Caller.Password}}","password_confirm":"{{Caller.Password}}",{{More}}}""";
                var answer = await member.SendAsync(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name.Replace("{id}", member.Id, StringComparison.Ordinal), body);
                Assert.True((int)answer.Status < 500 || answer.Code == "NO_SPEECH_ENGINE", $"{path.Name}: {answer.Text}");
                await ExpectOrdinaryAsync(member, member.Email);
            }
        }
    }

    [Fact]
    public async Task A_new_address_in_the_profile_is_not_taken()
    {
        var (member, other) = (await Caller.MemberAsync(app.Http), await Caller.MemberAsync(app.Http));
        var answer = await member.SendAsync(HttpMethod.Put, "/api/auth/profile", new { name = "Eve", email = other.Email, role = "ADMIN", plan = "PREMIUM" });
        Assert.Equal(("Eve", member.Email, "STUDENT", "FREE"), (answer.Json.Data().Text("name"), answer.Json.Data().Text("email"), answer.Json.Data().Text("role"), answer.Json.Data().Text("plan")));
    }

    [Fact]
    public async Task An_operator_cannot_give_what_does_not_exist_or_change_himself()
    {
        var (operatorOf, member) = (Caller.Operator(app), await Caller.MemberAsync(app.Http));
        foreach (var body in (object[])[new { role = "ROOT" }, new { role = "admin" }, new { plan = "UNLIMITED" }, """{"role":5}""", """{"disabled":"yes"}"""])
        {
            Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_FAILED"), (await operatorOf.SendAsync(HttpMethod.Put, $"/api/v1/admin/users/{member.Id}", body)).Verdict);
        }
        Assert.Equal((HttpStatusCode.Conflict, "OWN_ACCESS"), (await operatorOf.SendAsync(HttpMethod.Put, "/api/v1/admin/users/operator", new { role = "STUDENT" })).Verdict);
        await ExpectOrdinaryAsync(member, member.Email);
    }

    private static async Task ExpectOrdinaryAsync(Caller member, string email)
    {
        var answer = await member.GetAsync("/api/auth/profile");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var profile = answer.Json.Data();
        Assert.Equal((email, "STUDENT", "FREE", "active"), (profile.Text("email"), profile.Text("role"), profile.Text("plan"), profile.Text("status")));
        Assert.NotEqual(JsonValueKind.Null, profile.GetProperty("quota").GetProperty("tokens_today").GetProperty("limit").ValueKind);
        Assert.Equal((HttpStatusCode.Forbidden, "FORBIDDEN"), (await member.GetAsync("/api/v1/admin/users")).Verdict);
    }
}
