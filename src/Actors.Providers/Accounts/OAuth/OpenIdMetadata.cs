using System.Text.Json;

namespace Actors.Accounts;

/// <summary>
/// What a provider publishes of itself: its addresses and its keys. Read when first needed and once a day; keys again when a token names
/// one that is not known: each token is the answer to a sign-in that was begun here, so nobody can have us ask without end. Thread-safe.
/// </summary>
internal sealed class OpenIdMetadata(HttpClient http, string authority, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _reading = new(1);
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private string _keysAddress = "";
    private IReadOnlyList<PublicKey> _keys = [];

    public string Issuer { get; private set; } = "";

    public string AuthorizationAddress { get; private set; } = "";

    public string TokenAddress { get; private set; } = "";

    /// <summary>Empty when there is none.</summary>
    public string UserAddress { get; private set; } = "";

    /// <summary>Whether every answer of an authorization says from whom it is.</summary>
    public bool AlwaysNamesIssuer { get; private set; }

    /// <summary>Completes when it is known.</summary>
    public async Task<OpenIdMetadata> ReadyAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _readAt < Fresh) return this;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - _readAt >= Fresh) await ReadAsync(cancellationToken);
            return this;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The claims of an ID token that is all it must be; anything else is an <see cref="OAuthException"/>.</summary>
    public async Task<JsonElement> VerifyAsync(string token, string clientId, string nonce, CancellationToken cancellationToken)
    {
        var parsed = IdToken.Parse(token);
        var seen = _keys;
        if (parsed.KeyOf(seen) is null) await ReadKeysAsync(seen, cancellationToken);
        var key = parsed.KeyOf(_keys) ?? throw new OAuthException("the ID token is signed by a key that is not published");
        return parsed.Verify(key, Issuer, clientId, nonce, time.GetUtcNow());
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{authority.TrimEnd('/')}/.well-known/openid-configuration");
        using var document = await ProviderJson.SendAsync(http, request, cancellationToken);
        var root = document.RootElement;
        Issuer = Needed(root, "issuer");
        if (Issuer.TrimEnd('/') != authority.TrimEnd('/')) throw new OAuthException("the discovery document is of another issuer");
        AuthorizationAddress = Needed(root, "authorization_endpoint");
        TokenAddress = Needed(root, "token_endpoint");
        UserAddress = ProviderJson.Text(root, "userinfo_endpoint") ?? "";
        AlwaysNamesIssuer = root.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True;
        _keysAddress = Needed(root, "jwks_uri");
        _readAt = time.GetUtcNow();
    }

    private async Task ReadKeysAsync(IReadOnlyList<PublicKey> seen, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(_keys, seen)) return; // another has just done it
            using var request = new HttpRequestMessage(HttpMethod.Get, _keysAddress);
            using var document = await ProviderJson.SendAsync(http, request, cancellationToken);
            _keys = PublicKey.ReadAll(document.RootElement);
        }
        finally
        {
            _reading.Release();
        }
    }

    private static string Needed(JsonElement root, string name) => ProviderJson.Text(root, name) ?? throw new OAuthException($"the discovery document has no {name}");
}
