using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Accounts;

/// <summary>Guests and their tokens, over HTTP and in the first frame.</summary>
public sealed class TokensTests(InstantApp app) : IClassFixture<InstantApp>
{
    [Theory]
    [InlineData("/api/auth/guest")]
    [InlineData("/api/auth/guest/")]
    public async Task A_guest_gets_two_tokens_and_a_user(string path)
    {
        var data = await DataAsync(await app.Http.PostAsync(path, null));
        Assert.NotEmpty(data.Text("refresh"));
        Assert.NotEmpty(data.GetProperty("user").Text("id"));
        await using var line = await app.ConnectAsync(token: data.Text("access"));
        Assert.Equal(data.GetProperty("user").Text("id"), line.Connected.Text("user_id"));
    }

    [Fact]
    public async Task An_access_token_has_the_claims_that_clients_rely_on()
    {
        var guest = await GuestAsync();
        var parts = guest.Text("access").Split('.');
        var (header, claims) = (Json(parts[0]), Json(parts[1]));
        Assert.Equal(("HS256", "JWT"), (header.Text("alg"), header.Text("typ")));
        Assert.NotEmpty(header.Text("kid"));
        var id = guest.GetProperty("user").Text("id");
        Assert.Equal((id, id, "STUDENT", ""), (claims.Text("sub"), claims.Text("user_id"), claims.Text("role"), claims.Text("email")));
        Assert.Equal(3600, claims.Number("exp") - claims.Number("iat"));
        var refresh = Json(guest.Text("refresh").Split('.')[1]);
        Assert.Equal(TimeSpan.FromDays(7).TotalSeconds, refresh.Number("exp") - refresh.Number("iat"));
        Assert.NotEqual(claims.Text("jti"), refresh.Text("jti"));
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_of_the_same_user_again_and_again()
    {
        var tokens = await GuestAsync();
        var user = tokens.GetProperty("user").Text("id");
        var seen = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(seen.Add(tokens.Text("access")) & seen.Add(tokens.Text("refresh")));
            tokens = await DataAsync(await RefreshAsync(tokens.Text("refresh")));
            Assert.Equal(user, tokens.GetProperty("user").Text("id"));
        }
        await using var line = await app.ConnectAsync(token: tokens.Text("access"));
        Assert.Equal(user, line.Connected.Text("user_id"));
    }

    [Fact]
    public async Task A_refresh_token_used_twice_revokes_its_family_and_no_other()
    {
        var first = await GuestAsync();
        var second = await DataAsync(await RefreshAsync(first.Text("refresh")));
        await ExpectRefusedAsync(first.Text("refresh"));
        await ExpectRefusedAsync(second.Text("refresh"));
        await DataAsync(await RefreshAsync((await GuestAsync()).Text("refresh")));
    }

    [Fact]
    public async Task Of_many_uses_of_one_refresh_token_at_once_one_succeeds_at_most()
    {
        var guest = await GuestAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(guest.Text("refresh"))));
        var won = Assert.Single(answers, static answer => answer.StatusCode == HttpStatusCode.OK);
        await ExpectRefusedAsync((await DataAsync(won)).Text("refresh"));
    }

    [Fact]
    public async Task The_refresh_token_of_the_first_frame_is_one()
    {
        await using var line = await app.ConnectAsync();
        var tokens = await DataAsync(await RefreshAsync(line.Connected.Text("refresh")));
        Assert.Equal(line.Connected.Text("user_id"), tokens.GetProperty("user").Text("id"));
    }

    [Fact]
    public async Task A_revoked_family_stays_revoked_over_a_restart()
    {
        await using var own = await ActorsApp.StartNewAsync();
        await using var line = await own.ConnectAsync();
        var (first, body) = (line.Connected.Text("refresh"), line.Connected.Text("user_id"));
        var second = await DataAsync(await own.Http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = first }));
        await line.DisposeAsync();
        await own.RestartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = first })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = second.Text("refresh") })).StatusCode);
        Assert.Equal(body, second.GetProperty("user").Text("id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData(null)]
    public async Task What_is_no_refresh_token_is_refused(string? token) => await ExpectRefusedAsync(token!);

    [Fact]
    public async Task An_access_token_refreshes_nothing() => await ExpectRefusedAsync((await GuestAsync()).Text("access"));

    [Theory]
    [InlineData("sub", "\"somebody-else\"")]
    [InlineData("role", "\"ADMIN\"")]
    [InlineData("exp", "99999999999")]
    public async Task A_changed_claim_is_refused(string claim, string value)
    {
        var parts = (await GuestAsync()).Text("access").Split('.');
        var claims = System.Text.Json.Nodes.JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims[claim] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var forged = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
        await using var line = await app.ConnectAsync(token: forged);
        Assert.Equal(4001, await line.CloseCodeAsync());
    }

    [Theory]
    [InlineData("""{"sub":"u","user_id":"u","role":"STUDENT","token_use":"access","jti":"j","iat":1,"exp":1}""")]
    [InlineData("""{"sub":"u","user_id":"u","role":"STUDENT","token_use":"access","jti":"j","iat":1}""")]
    [InlineData("""{"sub":"","user_id":"","role":"STUDENT","token_use":"access","jti":"j","iat":1,"exp":99999999999}""")]
    [InlineData("""{"sub":"u","user_id":"u","role":"STUDENT","jti":"j","iat":1,"exp":99999999999}""")]
    [InlineData("""{"sub":5,"exp":99999999999,"token_use":"access"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"sub":"u" """)]
    public async Task A_token_signed_with_our_key_still_needs_sound_claims(string claims)
    {
        var key = app.Services.GetRequiredService<SigningKeys>().All[0];
        await using var line = await app.ConnectAsync(token: Jwt.Sign(Encoding.UTF8.GetBytes(claims), key));
        Assert.Equal(4001, await line.CloseCodeAsync());
    }

    [Fact]
    public async Task A_token_in_the_header_opens_a_socket_and_a_wrong_one_there_is_not_overruled_by_the_query()
    {
        var guest = await GuestAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"bearer {guest.Text("access")}");
        await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/ws/chat" }.Uri, CancellationToken.None);
        var buffer = new byte[4096];
        var first = await socket.ReceiveAsync(buffer, CancellationToken.None).Soon("the first frame");
        Assert.Contains(guest.GetProperty("user").Text("id"), Encoding.UTF8.GetString(buffer, 0, first.Count), StringComparison.Ordinal);

        using var refused = new System.Net.WebSockets.ClientWebSocket();
        refused.Options.SetRequestHeader("Authorization", "Basic dXNlcjpwYXNz");
        await refused.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/ws/chat", Query = $"access_token={guest.Text("access")}" }.Uri, CancellationToken.None);
        await refused.ReceiveAsync(buffer, CancellationToken.None).Soon("the close");
        Assert.Equal(4001, (int)refused.CloseStatus!);
    }

    [Fact]
    public async Task Where_no_guests_are_allowed_only_a_token_opens_a_door()
    {
        await using var closed = await ActorsApp.StartNewAsync("--Auth:AllowGuests=false");
        Assert.Equal(HttpStatusCode.Unauthorized, (await closed.Http.PostAsync("/api/auth/guest/", null)).StatusCode);
        await using var line = await closed.ConnectAsync();
        Assert.Equal(4001, await line.CloseCodeAsync());
        await using var hub = await closed.ConnectHubAsync();
        Assert.Equal(4001, await hub.CloseCodeAsync());
        var member = closed.Services.GetRequiredService<Tokens>().Issue(new CurrentUser("member", "STUDENT"));
        await using var known = await closed.ConnectAsync(token: member.Access);
        Assert.Equal("member", known.Connected.Text("user_id"));
    }

    [Fact]
    public async Task A_short_lived_token_ends()
    {
        await using var own = await ActorsApp.StartNewAsync("--Auth:AccessLifetime=00:00:10");
        var claims = Json(JsonElement.Parse(await (await own.Http.PostAsync("/api/auth/guest", null)).Content.ReadAsStringAsync()).Data().Text("access").Split('.')[1]);
        Assert.Equal(10, claims.Number("exp") - claims.Number("iat"));
    }

    [Fact]
    public async Task Front_ends_that_share_a_key_accept_each_others_tokens()
    {
        var key = $"--Auth:SigningKey={Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))}";
        await using var one = await ActorsApp.StartNewAsync(key);
        await using var other = await ActorsApp.StartNewAsync(key);
        await using var line = await one.ConnectAsync();
        await using var same = await other.ConnectAsync(token: line.Token);
        Assert.Equal(line.Connected.Text("user_id"), same.Connected.Text("user_id"));
        await using var stranger = await app.ConnectAsync(token: line.Token);
        Assert.Equal(4001, await stranger.CloseCodeAsync());
    }

    [Fact]
    public async Task The_key_file_is_for_the_owner_only()
    {
        await GuestAsync();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.Folder.File("signing.key")));
    }

    private static JsonElement Json(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));

    private static async Task<JsonElement> DataAsync(HttpResponseMessage answer)
    {
        var envelope = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.True(envelope.GetProperty("success").GetBoolean(), envelope.GetRawText());
        return envelope.Data();
    }

    private async Task<JsonElement> GuestAsync() => await DataAsync(await app.Http.PostAsync("/api/auth/guest/", null));

    private Task<HttpResponseMessage> RefreshAsync(string? token) => app.Http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = token });

    private async Task ExpectRefusedAsync(string token)
    {
        var answer = await RefreshAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("UNAUTHORIZED", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).ErrorCode());
    }
}
