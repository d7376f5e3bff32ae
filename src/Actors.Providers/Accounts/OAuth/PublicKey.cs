using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Actors.Accounts;

/// <summary>A key that a provider has published (RFC 7517), with the one algorithm that it serves here.</summary>
internal sealed record PublicKey(string? Id, string Algorithm, RSAParameters? Rsa, ECParameters? Curve)
{
    private const int ShortestModulus = 2048 / 8;

    /// <summary>The keys of a set that can be used; others are left out.</summary>
    public static IReadOnlyList<PublicKey> ReadAll(JsonElement set) => set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
        ? [.. keys.EnumerateArray().Select(Read).OfType<PublicKey>()] : [];

    /// <summary>Whether a signature holds.</summary>
    public bool Verify(byte[] signed, byte[] signature)
    {
        if (Rsa is { } rsa)
        {
            using var key = RSA.Create(rsa);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        using var curve = ECDsa.Create(Curve!.Value);
        return curve.VerifyData(signed, signature, HashAlgorithmName.SHA256); // r and s side by side, as RFC 7518 has them
    }

    private static PublicKey? Read(JsonElement key)
    {
        if (ProviderJson.Text(key, "use") is { } use && use != "sig") return null;
        var (id, algorithm) = (ProviderJson.Text(key, "kid"), ProviderJson.Text(key, "alg"));
        try
        {
            return ProviderJson.Text(key, "kty") switch
            {
                "RSA" when algorithm is null or "RS256" => RsaKey(id, key),
                "EC" when algorithm is null or "ES256" && ProviderJson.Text(key, "crv") == "P-256" => CurveKey(id, key),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static PublicKey? RsaKey(string? id, JsonElement key)
    {
        var modulus = Bytes(key, "n");
        return modulus.Length < ShortestModulus ? null : new(id, "RS256", new RSAParameters { Modulus = modulus, Exponent = Bytes(key, "e") }, null);
    }

    private static PublicKey CurveKey(string? id, JsonElement key) =>
        new(id, "ES256", null, new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(ProviderJson.Text(key, name) ?? throw new FormatException());
}
