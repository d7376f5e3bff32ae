using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>Who is at the door of a socket.</summary>
/// <param name="User">The user.</param>
/// <param name="NewTokens">The tokens of a guest who is new.</param>
internal sealed record Visitor(CurrentUser User, TokenPair? NewTokens);

/// <summary>Lets users in: by their token, or as new guests where guests are allowed.</summary>
internal sealed class Visitors(Tokens tokens, IOptions<AuthOptions> options)
{
    private const string Bearer = "Bearer ";

    /// <summary>The visitor of a request; null when there is no token and no guests are allowed, or the token is no good.</summary>
    public Visitor? Admit(HttpRequest request)
    {
        if (TokenOf(request) is { } token) return tokens.CheckAccess(token) is { } user ? new(user, null) : null;
        return options.Value.AllowGuests ? NewGuest() : null;
    }

    /// <summary>The user of a request whose token is good; null for everybody else.</summary>
    public CurrentUser? Known(HttpRequest request) => TokenOf(request) is { } token ? tokens.CheckAccess(token) : null;

    /// <summary>A new guest. Nothing is stored until the guest does something.</summary>
    public Visitor NewGuest()
    {
        var guest = new CurrentUser(Guid.CreateVersion7().ToString("N"), "STUDENT");
        return new(guest, tokens.Issue(guest));
    }

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        if (header.Length > 0) return "";
        return request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null;
    }
}
