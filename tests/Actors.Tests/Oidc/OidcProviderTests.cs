using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Oidc;

/// <summary>The provider that sign-in is tested against, gone through by hand: what it grants, and what it refuses.</summary>
public sealed class OidcProviderTests : IDisposable
{
    private const string Callback = "http://127.0.0.1/signed-in"; // on any port

    private readonly HttpClient _http = new() { Timeout = Within.Limit };
    private readonly OidcBrowser _browser = new();

    public void Dispose()
    {
        _http.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public async Task It_says_where_everything_is()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var discovery = await _http.GetFromJsonAsync<JsonElement>($"{provider.Issuer}/.well-known/openid-configuration").Soon("discovery");
        Assert.Equal(provider.Issuer, discovery.Text("issuer"));
        string[] endpoints = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"];
        Assert.All(endpoints, name => Assert.StartsWith(provider.Issuer, discovery.Text(name), StringComparison.Ordinal));
        Assert.Contains("S256", discovery.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(static method => method.GetString()));
        Assert.True(discovery.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
    }

    [Theory]
    [InlineData(OidcProvider.Client, "RS256")]
    [InlineData(OidcProvider.PostClient, "RS256")]
    [InlineData(OidcProvider.EsClient, "ES256")]
    [InlineData(OidcProvider.PublicClient, "RS256")]
    public async Task A_code_and_its_verifier_are_exchanged_for_tokens(string client, string algorithm)
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, client, "http://127.0.0.1:4711/signed-in");
        var back = await _browser.SignInAsync(flow.AuthorizationUrl, "linh");
        Assert.StartsWith(flow.RedirectUri, back.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((flow.State, provider.Issuer), (CodeFlow.Parameter(back, "state"), CodeFlow.Parameter(back, "iss")));
        var (status, tokens) = await ExchangeAsync(flow, back);
        Assert.Equal(HttpStatusCode.OK, status);
        var (header, claims) = CodeFlow.Parts(tokens.Text("id_token"));
        Assert.Equal(algorithm, header.Text("alg"));
        Assert.Equal((provider.Issuer, client, "linh", flow.Nonce), (claims.Text("iss"), claims.Text("aud"), claims.Text("sub"), claims.Text("nonce")));
        Assert.False(claims.TryGetProperty("email", out _));
        await KeyIsPublishedAsync(provider, header);
    }

    [Theory]
    [InlineData("linh", "linh@example.com", true)]
    [InlineData("mallory", "ada@example.com", false)]
    public async Task Userinfo_has_the_email_and_the_name(string sub, string email, bool isVerified)
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var (_, tokens) = await SignInAsync(new CodeFlow(provider.Issuer, OidcProvider.Client, Callback), sub);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{provider.Issuer}/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
        using var answer = await _http.SendAsync(request).Soon("userinfo");
        var person = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((sub, email, isVerified), (person.Text("sub"), person.Text("email"), person.GetProperty("email_verified").GetBoolean()));
    }

    [Fact]
    public async Task The_ID_token_has_them_on_demand()
    {
        await using var provider = await OidcProvider.StartAsync(claimsInIdToken: true, Callback);
        var (_, tokens) = await SignInAsync(new CodeFlow(provider.Issuer, OidcProvider.Client, Callback), "wei");
        var (_, claims) = CodeFlow.Parts(tokens.Text("id_token"));
        Assert.Equal(("wei@example.com", "王伟", false), (claims.Text("email"), claims.Text("name"), claims.GetProperty("email_verified").GetBoolean()));
    }

    [Fact]
    public async Task A_wrong_verifier_is_refused()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, OidcProvider.Client, Callback);
        var back = await _browser.SignInAsync(flow.AuthorizationUrl, "ada");
        var another = new CodeFlow(provider.Issuer, OidcProvider.Client, Callback);
        AssertRefused(await ExchangeAsync(another, back), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, OidcProvider.Client, Callback);
        var back = await _browser.SignInAsync(flow.AuthorizationUrl, "ada");
        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(flow, back)).Status);
        AssertRefused(await ExchangeAsync(flow, back), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_secret_that_was_not_encoded_is_refused()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, OidcProvider.Client, Callback);
        var back = await _browser.SignInAsync(flow.AuthorizationUrl, "ada");
        AssertRefused(await ExchangeAsync(flow, back, encode: static text => text), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Whoever_denies_comes_back_without_a_code()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, OidcProvider.Client, Callback);
        var back = await _browser.DenyAsync(flow.AuthorizationUrl, "ada");
        Assert.Equal(("access_denied", flow.State, null), (CodeFlow.Parameter(back, "error"), CodeFlow.Parameter(back, "state"), CodeFlow.Parameter(back, "code")));
    }

    [Fact]
    public async Task Another_redirect_uri_is_refused_on_a_page()
    {
        await using var provider = await OidcProvider.StartAsync(Callback);
        var flow = new CodeFlow(provider.Issuer, OidcProvider.Client, "http://127.0.0.1/elsewhere");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => _browser.SignInAsync(flow.AuthorizationUrl, "ada"));
        Assert.Contains("invalid_redirect_uri", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused((HttpStatusCode Status, JsonElement Body) answer, HttpStatusCode status, string error) =>
        Assert.Equal((status, error), (answer.Status, answer.Body.Text("error")));

    private async Task<(HttpStatusCode Status, JsonElement Body)> SignInAsync(CodeFlow flow, string sub) =>
        await ExchangeAsync(flow, await _browser.SignInAsync(flow.AuthorizationUrl, sub));

    private async Task<(HttpStatusCode Status, JsonElement Body)> ExchangeAsync(CodeFlow flow, Uri back, Func<string, string>? encode = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{flow.Issuer}/token");
        var form = flow.TokenRequest(back);
        if (flow.Client == OidcProvider.PostClient) form["client_secret"] = OidcProvider.Secret;
        if (flow.Client is OidcProvider.PostClient or OidcProvider.PublicClient) form["client_id"] = flow.Client;
        else request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic(flow.Client, OidcProvider.Secret, encode ?? WebUtility.UrlEncode));
        request.Content = new FormUrlEncodedContent(form);
        using var answer = await _http.SendAsync(request).Soon("the tokens");
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>().Soon("the body of the tokens"));
    }

    private static string Basic(string client, string secret, Func<string, string> encode) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{encode(client)}:{encode(secret)}"));

    private async Task KeyIsPublishedAsync(OidcProvider provider, JsonElement header)
    {
        var keys = await _http.GetFromJsonAsync<JsonElement>($"{provider.Issuer}/jwks").Soon("the keys");
        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray(), key => key.Text("kid") == header.Text("kid"));
        Assert.Equal((header.Text("alg"), "sig"), (key.Text("alg"), key.Text("use")));
        Assert.False(key.TryGetProperty("d", out _));
    }
}
