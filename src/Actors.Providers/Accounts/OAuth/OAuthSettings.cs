using System.ComponentModel.DataAnnotations;

namespace Actors.Accounts;

/// <summary>Who else may vouch for users.</summary>
public sealed class OAuthSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "OAuth";

    /// <summary>The providers by name; the name stands in addresses and in keys of accounts: small letters, digits and hyphens.</summary>
    public Dictionary<string, OAuthProvider> Providers { get; init; } = [];

    /// <summary>Where browsers find this installation, <c>https://host</c>; empty: where they say that they have found it.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>How long a provider may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A configured provider; null for another name.</summary>
    public OAuthProvider? Find(string name) => Providers.GetValueOrDefault(name) is { ClientId.Length: > 0 } provider ? provider : null;
}

/// <summary>
/// A provider. One that speaks OpenID Connect is known by its <see cref="Authority"/> alone; of another all addresses are named, and the
/// members of its answer about the user.
/// </summary>
public sealed class OAuthProvider
{
    /// <summary>The issuer, below which the discovery document is; empty for a provider that only speaks OAuth 2.0.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Our id there.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Our secret there; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What is asked for.</summary>
    public string Scope { get; set; } = "openid email profile";

    /// <summary>Where users sign in; from the discovery document when empty.</summary>
    public string AuthorizationAddress { get; set; } = "";

    /// <summary>Where codes are redeemed; from the discovery document when empty.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>Where the user is described, with its query; from the discovery document when empty.</summary>
    public string UserAddress { get; set; } = "";

    /// <summary>The member of that answer that never changes.</summary>
    public string SubjectMember { get; set; } = "sub";

    /// <summary>The member that has the name.</summary>
    public string NameMember { get; set; } = "name";

    /// <summary>Whether the secret goes into the body, not into a header.</summary>
    public bool HasSecretInBody { get; set; }

    /// <summary>Whether the provider knows PKCE.</summary>
    public bool UsesPkce { get; set; } = true;

    /// <summary>Whether it speaks OpenID Connect.</summary>
    public bool IsOpenId => Authority.Length > 0;
}
