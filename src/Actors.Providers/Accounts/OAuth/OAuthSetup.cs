using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Accounts;

/// <summary>Adds sign-in by other providers.</summary>
public static class OAuthSetup
{
    /// <summary>For front ends. Google and Instagram need an id and a secret alone: <c>GOOGLE_CLIENT_ID</c>, <c>GOOGLE_CLIENT_SECRET</c>.</summary>
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddOptions<OAuthSettings>().BindConfiguration(OAuthSettings.Section).Configure<IConfiguration>(AddKnown).ValidateDataAnnotations()
            .Validate(static oauth => oauth.Providers.Keys.All(IsName), "OAuth:Providers: names are small letters, digits and hyphens, and not 'mail'")
            .Validate(static oauth => oauth.Providers.Values.All(IsWhole), "OAuth:Providers: each needs an Authority, or AuthorizationAddress, TokenAddress and UserAddress")
            .Validate(static oauth => oauth.Providers.Values.All(AreSafe), "OAuth:Providers: addresses must be https; http is for this machine itself")
            .ValidateOnStart();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<OAuthSettings>>().Value);
        return services.AddSingleton<OAuthClient>();
    }

    private static void AddKnown(OAuthSettings oauth, IConfiguration configuration)
    {
        Known(oauth, configuration, "google", new() { Authority = "https://accounts.google.com" });
        Known(oauth, configuration, "instagram", new()
        {
            AuthorizationAddress = "https://www.instagram.com/oauth/authorize",
            TokenAddress = "https://api.instagram.com/oauth/access_token",
            UserAddress = "https://graph.instagram.com/me?fields=id,username",
            Scope = "instagram_business_basic",
            SubjectMember = "id",
            NameMember = "username",
            HasSecretInBody = true,
            UsesPkce = false,
        });
    }

    /// <summary>What is known of a provider, for who has only an id and a secret.</summary>
    private static void Known(OAuthSettings oauth, IConfiguration configuration, string name, OAuthProvider known)
    {
        var section = configuration.GetSection($"{OAuthSettings.Section}:Providers:{name}");
        section.Bind(known);
        if (known.ClientId.Length == 0) known.ClientId = configuration[$"{name.ToUpperInvariant()}_CLIENT_ID"] ?? "";
        if (known.ClientSecret.Length == 0) known.ClientSecret = configuration[$"{name.ToUpperInvariant()}_CLIENT_SECRET"] ?? "";
        if (known.ClientId.Length > 0) oauth.Providers[name] = known;
    }

    private static bool IsName(string name) => name is { Length: > 0 and <= 32 } and not AccountKey.Mail && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsWhole(OAuthProvider provider) =>
        provider.IsOpenId || (provider.AuthorizationAddress.Length > 0 && provider.TokenAddress.Length > 0 && provider.UserAddress.Length > 0);

    private static bool AreSafe(OAuthProvider provider) => new[] { provider.Authority, provider.AuthorizationAddress, provider.TokenAddress, provider.UserAddress }
        .Where(static address => address.Length > 0).All(static address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback));
}
