using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Auth;

namespace Actors.Accounts;

/// <summary>A sign-in by a provider that has begun.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Secrets">What only this browser knows.</param>
/// <param name="Return">The path of ours to come back to; null for none.</param>
/// <param name="GuestId">The guest who becomes a member; null for none.</param>
/// <param name="Exp">When it ends, Unix seconds.</param>
/// <param name="TokenUse">That it is no token of any other kind.</param>
internal sealed record BegunOAuth(string Provider, OAuthSecrets Secrets, string? Return, string? GuestId, long Exp, string TokenUse);

/// <summary>
/// Keeps what a sign-in must remember in the browser that began it: signed, for ten minutes, in a cookie of its own. So the answer of a
/// provider is worth nothing in any other browser, and front ends need not know each other.
/// </summary>
internal sealed class OAuthCookie(SigningKeys keys, TimeProvider time)
{
    private const string Use = "oauth";
    private const string Path = "/api/auth/oauth";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Whether a text is a path below our own root, however a browser reads it.</summary>
    public static bool IsOurPath(string path) => path.Length <= 200 && path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal)
        && path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.');

    /// <summary>Begins a sign-in.</summary>
    public OAuthSecrets Begin(HttpContext context, string provider, string? back, string? guestId)
    {
        var secrets = new OAuthSecrets(Secret(), Secret(), Secret());
        var begun = new BegunOAuth(provider, secrets, back, guestId, (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), Use);
        context.Response.Cookies.Append(NameOf(secrets.State), Jwt.Sign(JsonSerializer.SerializeToUtf8Bytes(begun), keys.All[0]), Options(context, Lifetime));
        return secrets;
    }

    /// <summary>The sign-in that an answer belongs to; null when this browser has not begun it.</summary>
    public BegunOAuth? Find(HttpContext context, string provider, string? state)
    {
        if (state is not { Length: > 8 and <= 100 } || context.Request.Cookies[NameOf(state)] is not { } cookie || Jwt.Verify(cookie, keys.All) is not { } payload) return null;
        try
        {
            return JsonSerializer.Deserialize<BegunOAuth>(payload) is { TokenUse: Use } begun && begun.Provider == provider && begun.Exp > time.GetUtcNow().ToUnixTimeSeconds()
                && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(begun.Secrets.State), System.Text.Encoding.UTF8.GetBytes(state)) ? begun : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Forgets a sign-in.</summary>
    public static void End(HttpContext context, string state) => context.Response.Cookies.Append(NameOf(state), "", Options(context, TimeSpan.Zero));

    // A browser may begin several at once. What stands in a header is not the client's to choose.
    private static string NameOf(string state) => $"actors.oauth.{new string([.. state[..8].Where(static c => char.IsAsciiLetterOrDigit(c))])}";

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static CookieOptions Options(HttpContext context, TimeSpan lifetime) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = Path, MaxAge = lifetime, IsEssential = true };
}
