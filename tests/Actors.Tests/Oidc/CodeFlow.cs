using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Actors.Tests.Oidc;

/// <summary>One sign-in by code and PKCE as a client would do it by hand, to test the providers themselves.</summary>
internal sealed class CodeFlow(string issuer, string client, string redirectUri, string authorizationPath = "/auth")
{
    private readonly string _verifier = Random();

    public string Issuer => issuer;

    public string Client => client;

    public string RedirectUri => redirectUri;

    public string State { get; } = Random();

    public string Nonce { get; } = Random();

    public Uri AuthorizationUrl
    {
        get
        {
            var query = HttpUtility.ParseQueryString("");
            query["response_type"] = "code";
            query["client_id"] = client;
            query["redirect_uri"] = redirectUri;
            query["scope"] = "openid email profile";
            query["state"] = State;
            query["nonce"] = Nonce;
            query["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(_verifier)));
            query["code_challenge_method"] = "S256";
            return new Uri($"{issuer}{authorizationPath}?{query}");
        }
    }

    /// <summary>What the token endpoint wants to have, but for the client's authentication.</summary>
    public Dictionary<string, string> TokenRequest(Uri back) => new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = Parameter(back, "code") ?? "",
        ["redirect_uri"] = redirectUri,
        ["code_verifier"] = _verifier,
    };

    public static string? Parameter(Uri back, string name) => HttpUtility.ParseQueryString(back.Query)[name];

    /// <summary>Header and claims of a token, which is not verified.</summary>
    public static (JsonElement Header, JsonElement Claims) Parts(string token)
    {
        var parts = token.Split('.').Take(2).Select(static part => JsonElement.Parse(Base64Url.DecodeFromChars(part))).ToArray();
        return (parts[0], parts[1]);
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
