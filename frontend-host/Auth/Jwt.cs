using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Auth;

/// <summary>A signing key. <paramref name="Id"/> is the <c>kid</c> of tokens signed with it.</summary>
internal sealed record SigningKey(string Id, byte[] Secret);

/// <summary>
/// Compact JWS with HMAC-SHA256 (RFC 7515, RFC 7519), no other algorithm. The usual package is not on every registry that
/// this builds from, so this is the least that serves: src/decisions/2026-11-20-tokens.md.
/// </summary>
internal static class Jwt
{
    private const int MaxLength = 4096;

    /// <summary>Signs a payload.</summary>
    public static string Sign(byte[] payload, SigningKey key)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", kid = key.Id, typ = "JWT" });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The payload of a token whose signature holds; null for any other. Says nothing of times: those are the caller's.</summary>
    public static byte[]? Verify(string token, IReadOnlyList<SigningKey> keys)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature]) return null;
        if (Decode(header) is not { } head || KeyId(head) is not { } id || keys.FirstOrDefault(key => key.Id == id) is not { } key) return null;
        var expected = HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes($"{header}.{payload}"));
        return Decode(signature) is { } given && CryptographicOperations.FixedTimeEquals(expected, given) ? Decode(payload) : null;
    }

    /// <summary>The key id, if the header asks for our algorithm and for nothing that we do not understand.</summary>
    private static string? KeyId(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("crit", out _)
                && root.TryGetProperty("alg", out var algorithm) && algorithm.ValueEquals("HS256")
                && root.TryGetProperty("kid", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
