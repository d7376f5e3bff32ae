using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Auth;
using Actors.Tests.Harness;
using Actors.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Attacks;

/// <summary>Our tokens and another library's (npm's jose): each reads what the other has signed, and refuses what it must.</summary>
public sealed class OtherLibraryTests(InstantApp app) : IClassFixture<InstantApp>, IAsyncLifetime
{
    private const string Claims = """{"sub":"0123456789abcdef0123456789abcdef","user_id":"x","role":"STUDENT","token_use":"access","jti":"j","iat":1,"exp":99999999999,"aud":"actors"}""";

    private readonly HttpClient _http = new();
    private NodeScript _node = null!;

    private SigningKey Key => app.Services.GetRequiredService<SigningKeys>().All[0];

    private string Secret => Base64Url.EncodeToString(Key.Secret);

    public async ValueTask InitializeAsync() => _node = await NodeScript.StartAsync(await NodePackages.WithPackagesAsync("tokens.mjs"), "");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_node is not null) await _node.DisposeAsync();
    }

    [Fact]
    public async Task It_reads_both_our_tokens_as_we_do()
    {
        var user = new CurrentUser(Guid.CreateVersion7().ToString("N"), "TUTOR") { Email = "å@例え.example", Plan = "PREMIUM" };
        var pair = app.Services.GetRequiredService<Tokens>().Issue(user);
        foreach (var (token, use) in ((string, string)[])[(pair.Access, "access"), (pair.Refresh, "refresh")])
        {
            var read = await AskAsync("verify", new { token, key = Secret, audience = "actors", issuer = "actors" });
            var (payload, header) = (read.GetProperty("payload"), read.GetProperty("header"));
            Assert.Equal(("HS256", "JWT", Key.Id), (header.Text("alg"), header.Text("typ"), header.Text("kid")));
            Assert.Equal((user.Id, user.Email, "TUTOR", "PREMIUM", use), (payload.Text("sub"), payload.Text("email"), payload.Text("role"), payload.Text("plan"), payload.Text("token_use")));
        }
    }

    [Theory]
    [InlineData("another secret", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED")]
    [InlineData("another audience", "ERR_JWT_CLAIM_VALIDATION_FAILED")]
    [InlineData("changed", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED")]
    public async Task It_refuses_what_is_not_ours(string fault, string error)
    {
        var token = app.Services.GetRequiredService<Tokens>().Issue(new CurrentUser("u", "STUDENT")).Access;
        if (fault == "changed") token = token.Replace(".eyJ", ".eyI", StringComparison.Ordinal);
        var key = fault == "another secret" ? Base64Url.EncodeToString(new byte[32]) : Secret;
        Assert.Equal(error, (await AskAsync("verify", new { token, key, audience = fault == "another audience" ? "another" : "actors" })).Text("error"));
    }

    [Fact]
    public async Task What_it_signs_with_our_key_opens_our_doors()
    {
        var signed = await AskAsync("sign", new { header = new { kid = Key.Id, alg = "HS256" }, payload = Claims, key = Secret });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(signed.Text("token")));
    }

    [Theory]
    [InlineData("HS384", false)]
    [InlineData("HS512", false)]
    [InlineData("RS256", true)]
    [InlineData("PS256", true)]
    [InlineData("HS256", true)]
    [InlineData("none", false)]
    public async Task What_it_signs_otherwise_opens_none(string algorithm, bool isPublicKey)
    {
        // HS256 with the public key of an RSA pair as its secret is the confusion of the two.
        var key = algorithm.StartsWith("HS", StringComparison.Ordinal) ? isPublicKey ? "pem" : Base64Url.EncodeToString([.. Key.Secret, .. Key.Secret]) : null;
        var signed = await AskAsync("sign", new { header = new { kid = Key.Id, alg = algorithm }, payload = Claims, key });
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(signed.Text("token")));
    }

    /// <summary>The examples of RFC 7519, sections 3.1 and 6.1.</summary>
    [Fact]
    public async Task Both_read_the_example_of_the_RFC_and_neither_takes_the_one_without_a_signature()
    {
        const string header = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9";
        const string payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        const string signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        const string secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        const string unsecured = $"eyJhbGciOiJub25lIn0.{payload}.";
        // Its signature holds, so it is the expiry (2011) that is refused.
        Assert.Equal("ERR_JWT_EXPIRED", (await AskAsync("verify", new { token = $"{header}.{payload}.{signature}", key = secret })).Text("error"));
        Assert.True((await AskAsync("verify", new { token = unsecured, key = secret })).Has("error"));
        var key = new SigningKey("k", Base64Url.DecodeFromChars(secret));
        Assert.Equal(signature, Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes($"{header}.{payload}"))));
        Assert.Null(Jwt.Verify(unsecured, [key]));
        Assert.Null(Jwt.Verify($"{header}.{payload}.{signature}", [key])); // it names no key, as all of ours do
        Assert.Equal("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(unsecured));
    }

    private async Task<HttpStatusCode> StatusAsync(string token) => (await new Caller(app.Http) { Access = token }.GetAsync("/api/tutor/dictionary?q=%E5%A5%BD")).Status;

    private async Task<JsonElement> AskAsync(string what, object question)
    {
        using var answer = await _http.PostAsJsonAsync($"{_node.Address}/{what}", question).Soon($"jose to {what}");
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
