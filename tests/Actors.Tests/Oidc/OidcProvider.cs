namespace Actors.Tests.Oidc;

/// <summary>
/// A real OpenID Connect provider (npm's oidc-provider) of one test: PKCE is required of all clients, and a redirect URI on the loopback
/// address may have any port. Its accounts stand in provider.mjs.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    /// <summary>Authenticates with client_secret_basic; ID tokens by RS256.</summary>
    public const string Client = "actors";

    /// <summary>Authenticates with client_secret_post.</summary>
    public const string PostClient = "actors-post";

    /// <summary>Gets its ID tokens signed by ES256.</summary>
    public const string EsClient = "actors-es";

    /// <summary>Has no secret.</summary>
    public const string PublicClient = "actors-public";

    /// <summary>With what has to be encoded in a header of basic authentication (RFC 6749, 2.3.1).</summary>
    public const string Secret = "se:cret+ /%&=?";

    private readonly NodeScript _node;

    private OidcProvider(NodeScript node) => _node = node;

    public string Issuer => _node.Address;

    public static Task<OidcProvider> StartAsync(params string[] redirectUris) => StartAsync(claimsInIdToken: false, redirectUris);

    /// <summary>With the e-mail and the name in the ID token too, as Google has them; otherwise they are at the userinfo endpoint alone.</summary>
    public static async Task<OidcProvider> StartAsync(bool claimsInIdToken, params string[] redirectUris)
    {
        string[] arguments = [.. redirectUris.SelectMany(static uri => (string[])["--redirect", uri]), .. claimsInIdToken ? ["--claims-in-id-token"] : Array.Empty<string>()];
        return new OidcProvider(await NodeScript.StartAsync(await NodePackages.WithPackagesAsync("provider.mjs"), Secret, arguments));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
