using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors;

/// <summary>
/// Keeps a program from serving the world with a secret that everybody knows: one from a book, from a README, or no secret at all. Outside
/// Development that ends the start.
/// </summary>
public static class DefaultSecrets
{
    private const int LeastVariety = 12;

    private static readonly string[] Known =
        ["actors", "admin", "change-me", "changeme", "default", "example", "password", "postgres", "secret", "test", "your-secret", "your-secret-key", "12345678"];

    /// <summary>Where secrets stand that are read as they are.</summary>
    private static readonly string[] Places = ["Mail:Password", "Speech:Endpoint:Key", "OPENAI_API_KEY", "GOOGLE_CLIENT_SECRET", "INSTAGRAM_CLIENT_SECRET"];

    /// <summary>Refuses secrets that are none; the failure says which, never what.</summary>
    public static void Refuse(IConfiguration configuration, bool isDevelopment)
    {
        if (isDevelopment) return;
        List<string> bad = [.. Places.Where(place => IsKnown(configuration[place]))];
        bad.AddRange(configuration.GetSection("OAuth:Providers").GetChildren().Where(static provider => IsKnown(provider["ClientSecret"])).Select(static provider => $"{provider.Path}:ClientSecret"));
        bad.AddRange(configuration.GetSection("Chat:Endpoints").GetChildren().Where(static endpoint => IsKnown(endpoint["Key"])).Select(static endpoint => $"{endpoint.Path}:Key"));
        var keys = configuration.GetSection("Auth:OldSigningKeys").GetChildren().Append(configuration.GetSection("Auth:SigningKey"));
        bad.AddRange(keys.Where(static key => IsPoorKey(key.Value)).Select(static key => key.Path));
        if (HasKnownPassword(configuration.GetConnectionString("Postgres"))) bad.Add("ConnectionStrings:Postgres");
        if (bad.Count == 0) return;
        throw new OptionsValidationException("secrets", typeof(DefaultSecrets), [.. bad.Select(static place => $"{place} is a secret that everybody knows; make one of your own (openssl rand -base64 32)")]);
    }

    private static bool IsKnown(string? secret) => secret is { Length: > 0 } && Known.Contains(secret.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A key that was typed, not drawn: of 32 drawn bytes fewer than twelve different ones will not be seen by anybody.</summary>
    private static bool IsPoorKey(string? base64)
    {
        if (base64 is not { Length: > 0 }) return false;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length >= 32 && bytes.AsSpan(0, length).ToArray().Distinct().Count() < LeastVariety;
    }

    /// <summary>A server of this machine may have any password: nobody else reaches it.</summary>
    private static bool HasKnownPassword(string? connection)
    {
        if (connection is not { Length: > 0 }) return false;
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = connection };
            var host = settings.TryGetValue("Host", out var named) || settings.TryGetValue("Server", out named) ? $"{named}" : "";
            return host is not ("localhost" or "127.0.0.1" or "::1" or "") && !host.StartsWith('/') && settings.TryGetValue("Password", out var password) && IsKnown($"{password}");
        }
        catch (ArgumentException)
        {
            return false; // who opens it will say what is wrong with it
        }
    }
}
