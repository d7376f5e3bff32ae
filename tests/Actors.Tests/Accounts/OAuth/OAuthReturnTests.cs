using System.Net;
using Actors.Tests.Harness;
using Actors.Tests.Oidc;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>The way to a provider and back: only in the browser that began, once, in time, and to pages of ours alone.</summary>
public sealed class OAuthReturnTests : IAsyncLifetime
{
    private OidcLiar _liar = null!;
    private ActorsApp _app = null!;
    private OAuthVisitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _liar = await OidcLiar.StartAsync();
        _app = await ActorsApp.StartNewAsync([.. OAuthApps.Settings("honest", _liar.Issuer("honest"), "actors", OidcLiar.Secret), .. OAuthApps.Settings("other", _liar.Issuer("audience-list"), "actors", OidcLiar.Secret), .. OAuthApps.Settings("denied", _liar.Issuer("denied"), "actors", OidcLiar.Secret)]);
        _visitor = new OAuthVisitor(_app);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_liar is not null) await _liar.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_is_redirected_and_a_script_is_told_the_address()
    {
        using var answer = await _visitor.VisitAsync("/api/auth/oauth/honest/start");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var query = System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.StartsWith($"{_liar.Issuer("honest")}/authorize?", answer.Headers.Location.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(("code", "actors", "openid email profile", "S256"), (query["response_type"], query["client_id"], query["scope"], query["code_challenge_method"]));
        Assert.Equal(new Uri(_app.Address, "/api/auth/oauth/honest/callback").AbsoluteUri, query["redirect_uri"]);
        Assert.All(new[] { "state", "nonce", "code_challenge" }, name => Assert.Equal(43, query[name]!.Length));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.All(new[] { "httponly", "samesite=lax", "path=/api/auth/oauth", "max-age=600" }, attribute => Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("honest", (await _visitor.GetAsync("/api/auth/oauth")).Data.GetProperty("providers")[1].GetString());
    }

    [Fact]
    public async Task Another_browser_cannot_use_the_answer_and_this_one_still_can()
    {
        var back = await _visitor.ConsentAsync(await _visitor.StartAsync("honest"));
        using var other = new OAuthVisitor(_app);
        Assert.Equal((400, "OAUTH_FAILED"), (await other.GetAsync(back.PathAndQuery)).Refusal);
        await other.StartAsync("honest"); // one that has begun a sign-in of its own neither
        Assert.Equal((400, "OAUTH_FAILED"), (await other.GetAsync(back.PathAndQuery)).Refusal);
        Assert.Equal(200, (int)(await _visitor.GetAsync(back.PathAndQuery)).Status);
    }

    [Fact]
    public async Task An_answer_is_good_once()
    {
        var back = await _visitor.ConsentAsync(await _visitor.StartAsync("honest"));
        var cookie = _visitor.Cookies.GetCookies(new Uri(_app.Address, "/api/auth/oauth/")).Single();
        Assert.Equal(200, (int)(await _visitor.GetAsync(back.PathAndQuery)).Status);
        Assert.Empty(_visitor.Cookies.GetCookies(new Uri(_app.Address, "/api/auth/oauth/")));
        Assert.Equal((400, "OAUTH_FAILED"), (await _visitor.GetAsync(back.PathAndQuery)).Refusal);
        _visitor.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/api/auth/oauth", cookie.Domain)); // who keeps the cookie has no second code
        Assert.Equal((400, "OAUTH_FAILED"), (await _visitor.GetAsync(back.PathAndQuery)).Refusal);
    }

    [Fact]
    public async Task Several_sign_ins_of_a_browser_do_not_disturb_each_other()
    {
        var first = await _visitor.StartAsync("honest");
        var second = await _visitor.StartAsync("honest");
        Assert.Equal(200, (int)(await _visitor.GetAsync((await _visitor.ConsentAsync(second)).PathAndQuery)).Status);
        Assert.Equal(200, (int)(await _visitor.GetAsync((await _visitor.ConsentAsync(first)).PathAndQuery)).Status);
    }

    [Theory]
    [InlineData("/api/auth/oauth/honest/callback")]
    [InlineData("/api/auth/oauth/honest/callback?code=x")]
    [InlineData("/api/auth/oauth/honest/callback?code=x&state=short")]
    [InlineData("/api/auth/oauth/honest/callback?code=x&state=0123456789012345678901234567890123456789012")]
    [InlineData("/api/auth/oauth/honest/callback?error=access_denied")]
    public async Task What_was_not_begun_is_refused(string path) => Assert.Equal((400, "OAUTH_FAILED"), (await _visitor.GetAsync(path)).Refusal);

    [Fact]
    public async Task The_answer_of_one_provider_is_nothing_at_another()
    {
        var back = await _visitor.ConsentAsync(await _visitor.StartAsync("honest"));
        Assert.Equal((400, "OAUTH_FAILED"), (await _visitor.GetAsync(back.PathAndQuery.Replace("/honest/", "/other/", StringComparison.Ordinal))).Refusal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/console/signed-in.html")]
    public async Task A_page_of_ours_gets_the_code_and_asks_by_itself(string page)
    {
        var back = await _visitor.ConsentAsync(await _visitor.StartAsync("honest", query: $"?return={Uri.EscapeDataString(page)}"));
        using var redirect = await _visitor.VisitAsync(back.PathAndQuery);
        Assert.Equal((HttpStatusCode.Redirect, page + back.Query), (redirect.StatusCode, redirect.Headers.Location!.OriginalString));
        Assert.Equal(200, (int)(await _visitor.GetAsync(back.PathAndQuery)).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/a?b=c")]
    [InlineData("/a#b")]
    [InlineData("/@evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("console")]
    [InlineData("")]
    public async Task Any_other_place_is_refused(string page)
    {
        var answer = await _visitor.GetAsync($"/api/auth/oauth/honest/start?return={Uri.EscapeDataString(page)}");
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Detail("return"));
    }

    [Fact]
    public async Task Denial_is_said_and_ends_it()
    {
        var back = await _visitor.DenyAsync(await _visitor.StartAsync("denied"));
        Assert.Equal((400, "OAUTH_DENIED"), (await _visitor.GetAsync(back.PathAndQuery)).Refusal);
        Assert.Equal((400, "OAUTH_FAILED"), (await _visitor.GetAsync(back.PathAndQuery)).Refusal);
    }

    [Fact]
    public async Task A_provider_that_is_not_configured_does_not_exist()
    {
        Assert.Equal((404, "NOT_FOUND"), (await _visitor.GetAsync("/api/auth/oauth/google/start")).Refusal);
        Assert.Equal((404, "NOT_FOUND"), (await _visitor.GetAsync("/api/auth/oauth/google/callback?code=x&state=0123456789012")).Refusal);
    }

    [Fact]
    public async Task A_configured_public_address_is_where_providers_send_back_to()
    {
        await using var app = await ActorsApp.StartNewAsync([.. OAuthApps.Settings("honest", _liar.Issuer("honest"), "actors", OidcLiar.Secret), "--OAuth:PublicAddress=https://actors.example/"]);
        using var visitor = new OAuthVisitor(app);
        var query = System.Web.HttpUtility.ParseQueryString((await visitor.StartAsync("honest")).Query);
        Assert.Equal("https://actors.example/api/auth/oauth/honest/callback", query["redirect_uri"]);
    }
}
