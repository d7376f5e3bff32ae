using System.Net;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Ids of somebody else in every place of every route: nothing is told, nothing changes.</summary>
public sealed class OtherUsersTests(InstantApp app) : IClassFixture<InstantApp>
{
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_route_takes_the_ids_of_another_user(bool isGuest)
    {
        var thief = isGuest ? await Caller.GuestAsync(app.Http) : await Caller.MemberAsync(app.Http);
        var victims = (Caller[])[await Caller.MemberAsync(app.Http), await Caller.GuestAsync(app.Http)];
        foreach (var victim in victims)
        {
            await using var socket = await app.ConnectAsync(token: victim.Access);
            var before = (await ProfileAsync(victim)).GetRawText();
            foreach (var (method, template) in await WithIdsAsync())
            {
                foreach (var id in (string[])[victim.Id, victim.Session])
                {
                    var path = template.Replace("{id}", id, StringComparison.Ordinal).Replace("{session}", victim.Session, StringComparison.Ordinal).Replace("{provider}", id, StringComparison.Ordinal);
                    var answer = await thief.SendAsync(method, path, method == HttpMethod.Put ? new { role = "ADMIN", disabled = true } : null);
                    Assert.True(Refusals.Contains(answer.Status), $"{method} {path} as {(isGuest ? "a guest" : "a member")}: {answer.Text}");
                    Assert.DoesNotContain(victim.Email.Length > 0 ? victim.Email : "@", answer.Text, StringComparison.Ordinal);
                }
            }
            Assert.Equal(before, (await ProfileAsync(victim)).GetRawText());
            Assert.Equal("pong", (await socket.AskAsync(new { action = "ping" }, "pong")).Status());
        }
    }

    [Fact]
    public async Task A_guest_who_names_the_sign_in_of_another_user_ends_nothing_of_his()
    {
        var (thief, victim) = (await Caller.GuestAsync(app.Http), await Caller.MemberAsync(app.Http));
        var answer = await thief.SendAsync(HttpMethod.Delete, $"/api/auth/sessions/{victim.Session}", null);
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task A_guest_cannot_have_any_text_kept_as_a_sign_in()
    {
        var guest = await Caller.GuestAsync(app.Http);
        var answer = await guest.SendAsync(HttpMethod.Delete, $"/api/auth/sessions/zzz{new string('z', 1000)}", null);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task A_guest_may_end_his_own_sign_in()
    {
        var guest = await Caller.GuestAsync(app.Http);
        Assert.Equal(HttpStatusCode.OK, (await guest.SendAsync(HttpMethod.Delete, $"/api/auth/sessions/{guest.Session}", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.GetAsync("/api/auth/profile")).Status);
    }

    [Fact]
    public async Task Who_shows_two_tokens_of_two_users_ends_neither_sign_in()
    {
        var (one, other) = (await Caller.MemberAsync(app.Http), await Caller.MemberAsync(app.Http));
        Assert.Equal(HttpStatusCode.Unauthorized, (await one.PostAsync("/api/auth/logout", new { refresh = other.Refresh })).Status);
        Assert.All((Answer[])[await one.GetAsync("/api/auth/profile"), await other.GetAsync("/api/auth/profile")], static answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task A_list_has_nothing_of_another_user_whatever_is_asked_for()
    {
        var (one, other) = (await Caller.MemberAsync(app.Http), await Caller.MemberAsync(app.Http));
        foreach (var path in (string[])["/api/auth/sessions", "/api/tutor/words", "/api/tutor/progress", "/api/tutor/usage", "/api/auth/profile", "/api/auth/account/export"])
        {
            var answer = await one.GetAsync($"{path}?user_id={other.Id}&id={other.Id}&user={other.Id}&sub={other.Id}");
            Assert.DoesNotContain(other.Id, answer.Text.Replace(Uri.EscapeDataString($"user_id={other.Id}"), "", StringComparison.Ordinal).Split("\"next\"")[0], StringComparison.Ordinal);
            Assert.DoesNotContain(other.Session, answer.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<JsonElement> ProfileAsync(Caller of)
    {
        var answer = await of.GetAsync("/api/auth/profile");
        Assert.True(answer.Status == HttpStatusCode.OK, $"The victim is out: {answer.Text}");
        return answer.Json.Data();
    }

    /// <summary>Every operation with an id in its path.</summary>
    private async Task<List<(HttpMethod Method, string Path)>> WithIdsAsync()
    {
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var found = document.RootElement.GetProperty("paths").EnumerateObject().Where(static path => path.Name.Contains('{', StringComparison.Ordinal))
            .SelectMany(static path => path.Value.EnumerateObject().Select(method => (new HttpMethod(method.Name.ToUpperInvariant()), path.Name))).ToList();
        Assert.NotEmpty(found);
        return found;
    }
}
