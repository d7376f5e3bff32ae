using Actors.Accounts;
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

    /// <summary>The visitor of a socket; null when there is no token and no guests are allowed, or the token is no good.</summary>
    public Visitor? Admit(HttpRequest request)
    {
        if (SocketTokenOf(request) is { } token) return tokens.CheckAccess(token) is { } user ? new(user, null) : null;
        return options.Value.AllowGuests ? NewGuest() : null;
    }

    /// <summary>A new guest. Nothing is stored until the guest does something.</summary>
    public Visitor NewGuest()
    {
        var guest = new CurrentUser(Guid.CreateVersion7().ToString("N"), Roles.Student) { IsGuest = true, Session = tokens.NewFamily() };
        return new(guest, tokens.Issue(guest, guest.Session));
    }

    /// <summary>The token of a request's header; empty for a header that is none, null without one.</summary>
    public static string? HeaderTokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        return header.Length > 0 ? "" : null;
    }

    /// <summary>Sockets of browsers can have no headers: there, and only there, a token may stand in the address.</summary>
    private static string? SocketTokenOf(HttpRequest request) =>
        HeaderTokenOf(request) ?? (request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null);
}
