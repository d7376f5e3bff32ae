using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Accounts;

/// <summary>Somebody for whom a provider has vouched.</summary>
/// <param name="Subject">Who he is there; never changes.</param>
/// <param name="Email">The address; empty when there is none, or when the provider does not say that it is his.</param>
/// <param name="Name">The name.</param>
public sealed record ProviderPerson(string Subject, string Email, string Name);

/// <summary>The sign-in with a provider came to nothing.</summary>
public sealed class OAuthException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What one sign-in keeps to itself until its code comes back.</summary>
/// <param name="State">Tells the browser that began from every other.</param>
/// <param name="Nonce">Tells this sign-in's ID token from every other.</param>
/// <param name="Verifier">Shows that who redeems the code has asked for it (RFC 7636).</param>
public sealed record OAuthSecrets(string State, string Nonce, string Verifier);

/// <summary>The authorization code flow with PKCE (RFC 6749, 7636, 9207; OpenID Connect Core 1.0) against configured providers. Thread-safe.</summary>
public sealed class OAuthClient(OAuthSettings settings, TimeProvider time) : IDisposable
{
    private const long MostBytes = 1 << 20;

    // A provider that sends us elsewhere would have us take our secret along.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = settings.Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    private readonly Dictionary<string, OpenIdMetadata> _metadata = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Where the browser goes to sign in.</summary>
    public async Task<string> AuthorizationAddressAsync(string name, OAuthSecrets secrets, string redirect, CancellationToken cancellationToken)
    {
        var provider = Provider(name);
        var address = provider.AuthorizationAddress.Length > 0 ? provider.AuthorizationAddress : (await DiscoverAsync(name, provider, cancellationToken)).AuthorizationAddress;
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = redirect,
            ["scope"] = provider.Scope,
            ["state"] = secrets.State,
        };
        if (provider.IsOpenId) query["nonce"] = secrets.Nonce;
        if (provider.UsesPkce) (query["code_challenge"], query["code_challenge_method"]) = (ChallengeOf(secrets.Verifier), "S256");
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', query.Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
    }

    /// <summary>Redeems a code; whatever is not as it must be is an <see cref="OAuthException"/>.</summary>
    /// <param name="name">The provider.</param>
    /// <param name="code">The code.</param>
    /// <param name="issuer">Who the answer says it comes from; null when it does not say.</param>
    /// <param name="secrets">What the sign-in has kept.</param>
    /// <param name="redirect">Where the answer was sent to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ProviderPerson> RedeemAsync(string name, string code, string? issuer, OAuthSecrets secrets, string redirect, CancellationToken cancellationToken)
    {
        var provider = Provider(name);
        var metadata = provider.IsOpenId ? await DiscoverAsync(name, provider, cancellationToken) : null;
        // An answer of another provider, smuggled in here (RFC 9207).
        if (metadata is not null && (issuer is null ? metadata.AlwaysNamesIssuer : issuer != metadata.Issuer)) throw new OAuthException("the answer is of another issuer");
        var tokens = await TokensAsync(provider, provider.TokenAddress.Length > 0 ? provider.TokenAddress : metadata!.TokenAddress, code, secrets, redirect, cancellationToken);
        using (tokens)
        {
            if (metadata is null) return PersonOf(provider, await UserAsync(provider.UserAddress, tokens.RootElement, cancellationToken), null);
            var idToken = ProviderJson.Text(tokens.RootElement, "id_token") ?? throw new OAuthException("there is no ID token");
            var claims = await metadata.VerifyAsync(idToken, provider.ClientId, secrets.Nonce, cancellationToken);
            var subject = ProviderJson.Text(claims, "sub") ?? throw new OAuthException("the ID token names nobody");
            var userAddress = provider.UserAddress.Length > 0 ? provider.UserAddress : metadata.UserAddress;
            return claims.TryGetProperty("email", out _) || userAddress.Length == 0
                ? PersonOf(provider, claims, subject)
                : PersonOf(provider, await UserAsync(userAddress, tokens.RootElement, cancellationToken), subject);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        foreach (var metadata in _metadata.Values) metadata.Dispose();
    }

    private static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private OAuthProvider Provider(string name) => settings.Find(name) ?? throw new OAuthException("there is no such provider");

    private Task<OpenIdMetadata> DiscoverAsync(string name, OAuthProvider provider, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_metadata.TryGetValue(name, out var metadata)) _metadata[name] = metadata = new OpenIdMetadata(_http, provider.Authority, time);
            return metadata.ReadyAsync(cancellationToken);
        }
    }

    private async Task<JsonDocument> TokensAsync(OAuthProvider provider, string address, string code, OAuthSecrets secrets, string redirect, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect };
        if (provider.UsesPkce) form["code_verifier"] = secrets.Verifier;
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (provider.ClientSecret.Length == 0 || provider.HasSecretInBody) form["client_id"] = provider.ClientId;
        if (provider.HasSecretInBody && provider.ClientSecret.Length > 0) form["client_secret"] = provider.ClientSecret;
        else if (provider.ClientSecret.Length > 0) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(provider.ClientId)}:{WebUtility.UrlEncode(provider.ClientSecret)}")));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(form);
        return await ProviderJson.SendAsync(_http, request, cancellationToken);
    }

    private async Task<JsonElement> UserAsync(string address, JsonElement tokens, CancellationToken cancellationToken)
    {
        var token = ProviderJson.Text(ProviderJson.Unwrap(tokens), "access_token") ?? throw new OAuthException("there is no access token");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await ProviderJson.SendAsync(_http, request, cancellationToken);
        return ProviderJson.Unwrap(answer.RootElement).Clone();
    }

    private static ProviderPerson PersonOf(OAuthProvider provider, JsonElement claims, string? subject)
    {
        var named = ProviderJson.Text(claims, provider.IsOpenId ? "sub" : provider.SubjectMember) ?? throw new OAuthException("the answer names nobody");
        if (subject is not null && named != subject) throw new OAuthException("the answer is about somebody else");
        var isVerified = claims.TryGetProperty("email_verified", out var verified) && (verified.ValueKind == JsonValueKind.True || (verified.ValueKind == JsonValueKind.String && verified.ValueEquals("true")));
        return new(named, isVerified ? ProviderJson.Text(claims, "email") ?? "" : "", ProviderJson.Text(claims, provider.NameMember) ?? "");
    }
}
