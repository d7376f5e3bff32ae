using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Attacks;

/// <summary>Tokens that somebody else has made, or that were made for something else, at the API and at both sockets.</summary>
public sealed class ForgedTokenTests(InstantApp app) : IClassFixture<InstantApp>
{
    private const string Good = """{"sub":"0123456789abcdef0123456789abcdef","user_id":"x","role":"ADMIN","token_use":"access","jti":"j","iat":1,"exp":99999999999,"iss":"actors","aud":"actors"}""";

    private static readonly RSA Rsa = RSA.Create(2048);

    private SigningKey Key => app.Services.GetRequiredService<SigningKeys>().All[0];

    public static TheoryData<string> Forgeries =>
    [
        "none", "none without signature", "NONE", "RS256 signed by RSA", "HS256 keyed with the public key", "another secret under our kid", "another kid", "no kid", "kid as a path", "kid with SQL", "empty secret",
        "a key in the header", "an address of keys in the header", "not yet signed", "signature of nothing", "signature in standard Base64", "four parts", "expired", "expires this second", "no expiry", "expiry as text",
        "another audience", "no audience", "audience as a list", "a refresh token", "no use", "role as a list", "no subject", "an OAuth cookie", "encrypted", "critical extension",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task No_door_opens_for_a_token(string forgery)
    {
        var token = Forge(forgery);
        var caller = new Caller(app.Http) { Access = token };
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), (await caller.GetAsync("/api/tutor/dictionary?q=%E5%A5%BD")).Verdict);
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), (await caller.GetAsync("/api/v1/admin/users")).Verdict);
        var refreshed = await new Caller(app.Http).PostAsync("/api/auth/refresh", new { refresh = token });
        if (forgery != "a refresh token") Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), refreshed.Verdict);
        await using var socket = await app.ConnectAsync(token: Uri.EscapeDataString(token));
        Assert.Equal(4001, await socket.CloseCodeAsync());
        await using var hub = await app.ConnectHubAsync(token: Uri.EscapeDataString(token));
        Assert.Equal(4001, await hub.CloseCodeAsync());
    }

    [Fact]
    public async Task The_claims_that_the_forgeries_start_from_do_open_it()
    {
        var caller = new Caller(app.Http) { Access = Jwt.Sign(Encoding.UTF8.GetBytes(Good), Key) };
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/admin/users")).Status);
    }

    private string Forge(string forgery)
    {
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = Key.Id, ["typ"] = "JWT" };
        var claims = JsonNode.Parse(Good)!.AsObject();
        var secret = Key.Secret;
        switch (forgery)
        {
            case "none" or "NONE" or "none without signature": header["alg"] = forgery.Split(' ')[0]; break;
            case "HS256 keyed with the public key": secret = Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()); break;
            case "RS256 signed by RSA": header["alg"] = "RS256"; break;
            case "another secret under our kid": secret = new byte[32]; break;
            case "empty secret": secret = []; break;
            case "another kid": header["kid"] = "00000000"; break;
            case "no kid": header.Remove("kid"); break;
            case "kid as a path": header["kid"] = "../../../dev/null"; secret = []; break;
            case "kid with SQL": header["kid"] = "x' union select 'secret'; --"; break;
            case "a key in the header": (header["jwk"], secret) = (new JsonObject { ["kty"] = "oct", ["k"] = Base64Url.EncodeToString(new byte[32]) }, new byte[32]); break;
            case "an address of keys in the header": (header["jku"], secret) = ("http://127.0.0.1:1/keys", new byte[32]); break;
            case "critical extension": header["crit"] = new JsonArray("exp"); break;
            case "encrypted": (header["alg"], header["enc"]) = ("dir", "A256GCM"); break;
            default: Spoil(claims, forgery); break;
        }
        return Finish(forgery, $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}", secret);
    }

    private static void Spoil(JsonObject claims, string forgery)
    {
        switch (forgery)
        {
            case "expired": claims["exp"] = 1_700_000_000; break;
            case "expires this second": claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(); break;
            case "no expiry": claims.Remove("exp"); break;
            case "expiry as text": claims["exp"] = "99999999999"; break;
            case "another audience": claims["aud"] = "another"; break;
            case "no audience": claims.Remove("aud"); break;
            case "audience as a list": claims["aud"] = new JsonArray("actors"); break;
            case "a refresh token": (claims["token_use"], claims["fam"], claims["gen"]) = ("refresh", "f", 0); break;
            case "no use": claims.Remove("token_use"); break;
            case "role as a list": claims["role"] = new JsonArray("ADMIN"); break;
            case "no subject": claims["sub"] = ""; break;
            case "an OAuth cookie": (claims["token_use"], claims["TokenUse"]) = ("oauth", "oauth"); break;
        }
    }

    private static string Finish(string forgery, string signed, byte[] secret)
    {
        var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
        return forgery switch
        {
            "none without signature" => $"{signed}.",
            "not yet signed" => signed,
            "signature of nothing" => $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Array.Empty<byte>()))}",
            // With a character that Base64Url has not.
            "signature in standard Base64" => $"{signed}.{Convert.ToBase64String(mac).Replace('-', '+')[..^1]}+/=",
            "four parts" => $"{signed}.{Base64Url.EncodeToString(mac)}.{Base64Url.EncodeToString(mac)}",
            "RS256 signed by RSA" => $"{signed}.{Base64Url.EncodeToString(Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}",
            _ => $"{signed}.{Base64Url.EncodeToString(mac)}",
        };
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
