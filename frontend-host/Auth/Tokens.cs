using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>Who calls.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Role">STUDENT, TUTOR or ADMIN.</param>
internal sealed record CurrentUser(string Id, string Role)
{
    /// <summary>The role of operators.</summary>
    public const string Admin = "ADMIN";
}

/// <summary>The two tokens of a sign-in.</summary>
internal sealed record TokenPair(string Access, string Refresh);

/// <summary>A refresh token that holds: whose, and its place in its family.</summary>
internal sealed record RefreshClaim(CurrentUser User, string Family, int Generation);

/// <summary>Issues and checks tokens. Checking needs no store; what must be revoked is asked of the user's grain.</summary>
internal sealed class Tokens(SigningKeys keys, IOptions<AuthOptions> options, TimeProvider time)
{
    private const string AccessUse = "access";
    private const string RefreshUse = "refresh";

    /// <summary>Tokens for a user; a new family begins with generation 0.</summary>
    public TokenPair Issue(CurrentUser user, string? family = null, int generation = 0)
    {
        family ??= Guid.CreateVersion7().ToString("N");
        return new(Sign(user, AccessUse, options.Value.AccessLifetime, null, null), Sign(user, RefreshUse, options.Value.RefreshLifetime, family, generation));
    }

    /// <summary>When a refresh token that is issued now will end, Unix milliseconds UTC.</summary>
    public long RefreshEndsAtMs() => (time.GetUtcNow() + options.Value.RefreshLifetime).ToUnixTimeMilliseconds();

    /// <summary>The user of an access token; null when it is no good.</summary>
    public CurrentUser? CheckAccess(string token) => Read(token, AccessUse) is { } claims ? new(claims.Sub, claims.Role) : null;

    /// <summary>What a refresh token claims; null when it is no good.</summary>
    public RefreshClaim? CheckRefresh(string token) => Read(token, RefreshUse) is { Family: { } family, Generation: { } generation } claims
        ? new(new(claims.Sub, claims.Role), family, generation) : null;

    private string Sign(CurrentUser user, string use, TimeSpan lifetime, string? family, int? generation)
    {
        var now = time.GetUtcNow();
        var claims = new Claims(user.Id, user.Id, user.Role, use, Guid.CreateVersion7(now).ToString("N"), now.ToUnixTimeSeconds(),
            (now + lifetime).ToUnixTimeSeconds(), family, generation);
        return Jwt.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ClaimsJson.Default.Claims), keys.All[0]);
    }

    private Claims? Read(string token, string use)
    {
        if (Jwt.Verify(token, keys.All) is not { } payload) return null;
        try
        {
            return JsonSerializer.Deserialize(payload, ClaimsJson.Default.Claims) is { Sub.Length: > 0 and <= 64 } claims
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
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claims))]
internal sealed partial class ClaimsJson : JsonSerializerContext;
