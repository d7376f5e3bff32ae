using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Oidc;

/// <summary>The provider that lies, itself: each lie is one, and all else is as an honest provider has it.</summary>
public sealed class OidcLiarTests : IDisposable
{
    private const string Callback = "http://127.0.0.1:4711/signed-in";

    private readonly HttpClient _http = new() { Timeout = Within.Limit };
    private readonly OidcBrowser _browser = new();

    public void Dispose()
    {
        _http.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public async Task Claims_are_false_one_at_a_time()
    {
        await using var liar = await OidcLiar.StartAsync();
        var honest = await ClaimsAsync(liar, "honest");
        Assert.Equal((liar.Issuer("honest"), "actors", true), (honest.Text("iss"), honest.Text("aud"), honest.GetProperty("email_verified").GetBoolean()));
        Assert.Equal("https://elsewhere.example", (await ClaimsAsync(liar, "wrong-issuer")).Text("iss"));
        Assert.Equal("somebody-else", (await ClaimsAsync(liar, "wrong-audience")).Text("aud"));
        Assert.Equal("of-another-sign-in", (await ClaimsAsync(liar, "wrong-nonce")).Text("nonce"));
        Assert.Equal("true", (await ClaimsAsync(liar, "verified-as-text")).Text("email_verified"));
        var expired = await ClaimsAsync(liar, "expired");
        Assert.True(expired.GetProperty("exp").GetInt64() < honest.GetProperty("iat").GetInt64());
        Assert.False((await ClaimsAsync(liar, "no-nonce")).TryGetProperty("nonce", out _));
    }

    [Theory]
    [InlineData("honest", "RS256", "known")]
    [InlineData("unknown-key", "RS256", "unknown")]
    [InlineData("no-signature", "none", null)]
    [InlineData("public-key-as-secret", "HS256", "known")]
    [InlineData("rotated", "RS256", "rotated-1")]
    public async Task Signatures_are_false(string lie, string algorithm, string? key)
    {
        await using var liar = await OidcLiar.StartAsync();
        var (_, tokens) = await ExchangeAsync(new CodeFlow(liar.Issuer(lie), "actors", Callback, "/authorize"));
        var (header, _) = CodeFlow.Parts(tokens.Text("id_token"));
        Assert.Equal((algorithm, key), (header.Text("alg"), header.TryGetProperty("kid", out var kid) ? kid.GetString() : null));
    }

    [Fact]
    public async Task The_redirect_back_comes_from_another()
    {
        await using var liar = await OidcLiar.StartAsync();
        Assert.Equal("https://elsewhere.example", CodeFlow.Parameter(await BackAsync(liar, "response-of-another"), "iss"));
        Assert.Equal("of-another-sign-in", CodeFlow.Parameter(await BackAsync(liar, "wrong-state"), "state"));
        Assert.Equal("access_denied", CodeFlow.Parameter(await BackAsync(liar, "denied"), "error"));
    }

    [Fact]
    public async Task Honestly_it_checks_the_verifier_and_that_a_code_is_used_once()
    {
        await using var liar = await OidcLiar.StartAsync();
        var flow = new CodeFlow(liar.Issuer("honest"), "actors", Callback, "/authorize");
        var back = await _browser.SignInAsync(flow.AuthorizationUrl, "ada");
        Assert.Equal(HttpStatusCode.BadRequest, (await ExchangeAsync(new CodeFlow(liar.Issuer("honest"), "actors", Callback, "/authorize"), back)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ExchangeAsync(flow, back)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(flow)).Status);
    }

    [Theory]
    [InlineData("facebook", "id")]
    [InlineData("instagram", "user_id")]
    public async Task Some_have_no_ID_token_but_an_address_that_says_who_it_is(string lie, string name)
    {
        await using var liar = await OidcLiar.StartAsync();
        var (_, tokens) = await ExchangeAsync(new CodeFlow(liar.Issuer(lie), "actors", Callback, "/authorize"));
        Assert.False(tokens.TryGetProperty("id_token", out _));
        var person = await _http.GetFromJsonAsync<JsonElement>($"{liar.Issuer(lie)}/userinfo?access_token={tokens.Text("access_token")}").Soon("the person");
        Assert.NotEmpty(person.Text(name));
    }

    private async Task<JsonElement> ClaimsAsync(OidcLiar liar, string lie)
    {
        var flow = new CodeFlow(liar.Issuer(lie), "actors", Callback, "/authorize");
        return CodeFlow.Parts((await ExchangeAsync(flow)).Body.Text("id_token")).Claims;
    }

    private Task<Uri> BackAsync(OidcLiar liar, string lie) => _browser.SignInAsync(new CodeFlow(liar.Issuer(lie), "actors", Callback, "/authorize").AuthorizationUrl, "ada");

    private async Task<(HttpStatusCode Status, JsonElement Body)> ExchangeAsync(CodeFlow flow, Uri? back = null)
    {
        var form = flow.TokenRequest(back ?? await _browser.SignInAsync(flow.AuthorizationUrl, "ada"));
        form["client_id"] = flow.Client;
        form["client_secret"] = OidcLiar.Secret;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync($"{flow.Issuer}/token", content).Soon("the tokens");
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>().Soon("the body of the tokens"));
    }
}
