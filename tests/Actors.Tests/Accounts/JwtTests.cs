using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Auth;

namespace Actors.Tests.Accounts;

/// <summary>Compact JWS with HMAC-SHA256, against the example of RFC 7515, appendix A.1, and against forgeries.</summary>
public sealed class JwtTests
{
    private const string RfcHeader = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9";
    private const string RfcPayload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private const string RfcSignature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string RfcClaims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

    private static readonly byte[] RfcKey = Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");

    private static readonly SigningKey Key = new("k1", RfcKey);

    [Fact]
    public void The_signature_is_that_of_the_RFC()
    {
        Assert.Equal(RfcSignature, Sign(RfcHeader, RfcPayload, RfcKey));
        Assert.Equal(RfcPayload, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(RfcClaims)));
        var parts = Jwt.Sign(Encoding.UTF8.GetBytes(RfcClaims), Key).Split('.');
        Assert.Equal(RfcPayload, parts[1]);
        Assert.Equal(Sign(parts[0], parts[1], RfcKey), parts[2]);
    }

    [Fact]
    public void A_token_that_names_the_key_in_its_header_is_verified()
    {
        var header = Encode("""{"alg":"HS256","typ":"JWT","kid":"k1"}""");
        var payload = Jwt.Verify($"{header}.{RfcPayload}.{Sign(header, RfcPayload, RfcKey)}", [Key]);
        Assert.Equal(RfcClaims, Encoding.UTF8.GetString(payload!));
    }

    [Fact]
    public void What_was_signed_is_verified_with_any_of_the_keys()
    {
        var old = new SigningKey("k0", RandomNumberGenerator.GetBytes(32));
        Assert.Equal("{}"u8.ToArray(), Jwt.Verify(Jwt.Sign("{}"u8.ToArray(), old), [Key, old]));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"k1"}""")]
    [InlineData("""{"alg":"None","kid":"k1"}""")]
    [InlineData("""{"alg":"HS512","kid":"k1"}""")]
    [InlineData("""{"alg":"RS256","kid":"k1"}""")]
    [InlineData("""{"alg":["HS256"],"kid":"k1"}""")]
    [InlineData("""{"kid":"k1"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","kid":"k2"}""")]
    [InlineData("""{"alg":"HS256","kid":1}""")]
    [InlineData("""{"alg":"HS256","kid":"k1","crit":["exp"]}""")]
    [InlineData("""["HS256"]""")]
    [InlineData("no json")]
    [InlineData("")]
    public void A_header_that_asks_for_anything_else_is_refused_though_the_signature_holds(string header)
    {
        var encoded = Encode(header);
        Assert.Null(Jwt.Verify($"{encoded}.{RfcPayload}.{Sign(encoded, RfcPayload, RfcKey)}", [Key]));
        Assert.Null(Jwt.Verify($"{encoded}.{RfcPayload}.", [Key]));
    }

    [Fact]
    public void Every_changed_character_breaks_a_token()
    {
        var token = Jwt.Sign("""{"sub":"a","role":"STUDENT"}"""u8.ToArray(), Key);
        // The last character holds bits that are not of the signature.
        for (var at = 0; at < token.Length - 1; at++)
        {
            foreach (var other in "Aa0-.")
            {
                if (token[at] != other) Assert.Null(Jwt.Verify($"{token[..at]}{other}{token[(at + 1)..]}", [Key]));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("!.!.!")]
    public void What_is_no_token_is_refused(string token) => Assert.Null(Jwt.Verify(token, [Key]));

    [Fact]
    public void Parts_of_two_tokens_make_none()
    {
        var (one, other) = (Jwt.Sign("{\"sub\":\"a\"}"u8.ToArray(), Key).Split('.'), Jwt.Sign("{\"sub\":\"b\"}"u8.ToArray(), Key).Split('.'));
        Assert.Null(Jwt.Verify($"{one[0]}.{other[1]}.{one[2]}", [Key]));
        Assert.Null(Jwt.Verify($"{one[0]}.{one[1]}.{other[2]}", [Key]));
    }

    [Fact]
    public void A_key_of_the_same_name_and_another_secret_does_not_verify() =>
        Assert.Null(Jwt.Verify(Jwt.Sign("{}"u8.ToArray(), Key), [Key with { Secret = RandomNumberGenerator.GetBytes(64) }]));

    [Fact]
    public void A_token_longer_than_any_of_ours_is_not_looked_at() =>
        Assert.Null(Jwt.Verify(Jwt.Sign(new byte[4096], Key), [Key]));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Sign(string header, string payload, byte[] key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{payload}")));
}
