using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Accounts;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>The two tokens of a sign-in.</summary>
internal sealed record TokenPair(string Access, string Refresh);

/// <summary>A refresh token that holds: whose, and its place in its family.</summary>
internal sealed record RefreshClaim(CurrentUser User, string Family, int Generation);

/// <summary>
/// Issues and checks tokens. Checking an access token asks no store and no grain: what was revoked is known here. What became of a refresh
/// token is asked of the user's grain.
/// </summary>
internal sealed class Tokens(SigningKeys keys, Revocations revocations, IOptions<AuthOptions> options, TimeProvider time)
{
    private const string AccessUse = "access";
    private const string RefreshUse = "refresh";

    /// <summary>A name for a new sign-in; names rise with time.</summary>
    public string NewFamily() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Tokens for a user; a new family begins with generation 0.</summary>
    public TokenPair Issue(CurrentUser user, string? family = null, int generation = 0)
    {
        user = user with { Session = family ?? NewFamily() };
        return new(Sign(user, AccessUse, options.Value.AccessLifetime, null), Sign(user, RefreshUse, options.Value.RefreshLifetime, generation));
    }

    /// <summary>When a refresh token that is issued now will end, Unix milliseconds UTC.</summary>
    public long RefreshEndsAtMs() => (time.GetUtcNow() + options.Value.RefreshLifetime).ToUnixTimeMilliseconds();

    /// <summary>The user of an access token; null when it is no good.</summary>
    public CurrentUser? CheckAccess(string token) =>
        Read(token, AccessUse) is { } claims && claims.Aud == options.Value.Audience && UserOf(claims) is var user && !revocations.Contain(user) ? user : null;

    /// <summary>What a refresh token claims; null when it is no good.</summary>
    public RefreshClaim? CheckRefresh(string token) => Read(token, RefreshUse) is { Family: { } family, Generation: { } generation } claims
        // Those of the first version have no audience, and a guest has nothing else to come back with.
        && (claims.Aud is null || claims.Aud == options.Value.Audience) ? new(UserOf(claims), family, generation) : null;

    private static CurrentUser UserOf(Claims claims) => new(claims.Sub, claims.Role)
    {
        Plan = claims.Plan ?? Plans.Free,
        Email = claims.Email,
        IsGuest = claims.Guest ?? false,
        Session = claims.Sid ?? "",
        TokenId = claims.Jti,
        Version = claims.Ver ?? 0,
    };

    private string Sign(CurrentUser user, string use, TimeSpan lifetime, int? generation)
    {
        var now = time.GetUtcNow();
        var claims = new Claims(user.Id, user.Id, user.Role, use, Guid.CreateVersion7(now).ToString("N"), now.ToUnixTimeSeconds(),
            (now + lifetime).ToUnixTimeSeconds(), generation is null ? null : user.Session, generation)
        {
            Email = user.Email,
            Iss = options.Value.Audience,
            Aud = options.Value.Audience,
            Sid = user.Session,
            Plan = user.Plan,
            Ver = user.Version,
            Guest = user.IsGuest ? true : null,
        };
        return Jwt.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ClaimsJson.Default.Claims), keys.All[0]);
    }

    private Claims? Read(string token, string use)
    {
        if (Jwt.Verify(token, keys.All) is not { } payload) return null;
        try
        {
            return JsonSerializer.Deserialize(payload, ClaimsJson.Default.Claims) is { Sub.Length: > 0 and <= 64, Jti.Length: > 0 } claims
                && claims.Use == use && claims.Exp > time.GetUtcNow().ToUnixTimeSeconds() ? claims : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The claims of our tokens; names as RFC 7519 has them, and <c>user_id</c> for clients of the systems we replace.</summary>
internal sealed record Claims(
    string Sub, string UserId, string Role, [property: JsonPropertyName("token_use")] string Use, string Jti, long Iat, long Exp,
    [property: JsonPropertyName("fam")] string? Family, [property: JsonPropertyName("gen")] int? Generation)
{
    /// <summary>Empty for a guest.</summary>
    public string Email { get; init; } = "";

    /// <summary>Who has issued it.</summary>
    public string? Iss { get; init; }

    /// <summary>For whom it is.</summary>
    public string? Aud { get; init; }

    /// <summary>The sign-in.</summary>
    public string? Sid { get; init; }

    /// <summary>The plan.</summary>
    public string? Plan { get; init; }

    /// <summary>The version of the user's tokens.</summary>
    public int? Ver { get; init; }

    /// <summary>Whether it is a guest's.</summary>
    public bool? Guest { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claims))]
internal sealed partial class ClaimsJson : JsonSerializerContext;
