using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Accounts;

/// <summary>
/// An ID token of a provider (OpenID Connect Core 1.0, section 3.1.3.7). Two algorithms, RS256 and ES256, and the key decides which: a token
/// cannot talk us into another. The usual package is not on every registry that this builds from.
/// </summary>
internal sealed class IdToken
{
    private const int LongestToken = 16 * 1024;

    /// <summary>How far clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonElement _claims;
    private readonly byte[] _signed, _signature;
    private readonly string _algorithm;
    private readonly string? _keyId;

    private IdToken(JsonElement header, JsonElement claims, byte[] signed, byte[] signature)
    {
        (_claims, _signed, _signature) = (claims, signed, signature);
        _algorithm = ProviderJson.Text(header, "alg") ?? "";
        _keyId = ProviderJson.Text(header, "kid");
        if (header.TryGetProperty("crit", out _)) throw new OAuthException("the ID token asks for something that is not known");
    }

    /// <summary>Takes a token apart.</summary>
    public static IdToken Parse(string token)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var header, var payload, var signature]) throw new OAuthException("the ID token is none");
        try
        {
            return new(Json(header), Json(payload), Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature));
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw new OAuthException("the ID token is none", failure);
        }
    }

    /// <summary>The key that it names; where it names none, the only one that there is.</summary>
    public PublicKey? KeyOf(IReadOnlyList<PublicKey> keys)
    {
        var fitting = keys.Where(key => key.Algorithm == _algorithm && (_keyId is null || key.Id == _keyId)).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <summary>The claims, when all is as it must be.</summary>
    public JsonElement Verify(PublicKey key, string issuer, string clientId, string nonce, DateTimeOffset now)
    {
        if (!key.Verify(_signed, _signature)) throw new OAuthException("the ID token's signature does not hold");
        if (ProviderJson.Text(_claims, "iss") != issuer) throw new OAuthException("the ID token is of another issuer");
        if (!IsFor(clientId)) throw new OAuthException("the ID token is for somebody else");
        if (TimeOf("exp") is not { } ends || ends + Skew <= now) throw new OAuthException("the ID token has ended");
        if (TimeOf("iat") is not { } began || began - Skew > now || (TimeOf("nbf") is { } valid && valid - Skew > now)) throw new OAuthException("the ID token is of the future");
        if (ProviderJson.Text(_claims, "nonce") is not { } given || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(nonce))) throw new OAuthException("the ID token is of another sign-in");
        return _claims;
    }

    private static JsonElement Json(string part)
    {
        var json = JsonElement.Parse(Base64Url.DecodeFromChars(part));
        return json.ValueKind == JsonValueKind.Object ? json : throw new JsonException("no object");
    }

    private bool IsFor(string clientId)
    {
        if (!_claims.TryGetProperty("aud", out var audience)) return false;
        if (_claims.TryGetProperty("azp", out var party) && !(party.ValueKind == JsonValueKind.String && party.ValueEquals(clientId))) return false;
        if (audience.ValueKind == JsonValueKind.String) return audience.ValueEquals(clientId);
        if (audience.ValueKind != JsonValueKind.Array) return false;
        var isNamed = audience.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(clientId));
        return isNamed && (audience.GetArrayLength() == 1 || _claims.TryGetProperty("azp", out _));
    }

    private DateTimeOffset? TimeOf(string claim) =>
        _claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
