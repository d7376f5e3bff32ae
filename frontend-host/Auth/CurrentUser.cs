using Actors.Accounts;

namespace Actors.Auth;

/// <summary>Who calls, as the access token says. Handlers take it as a parameter.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Role">STUDENT, TUTOR or ADMIN.</param>
internal sealed record CurrentUser(string Id, string Role)
{
    /// <summary>FREE or PREMIUM.</summary>
    public string Plan { get; init; } = Plans.Free;

    /// <summary>The address; empty for a guest.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether the user has no account.</summary>
    public bool IsGuest { get; init; }

    /// <summary>The sign-in; empty where there was none.</summary>
    public string Session { get; init; } = "";

    /// <summary>The token's own id.</summary>
    public string TokenId { get; init; } = "";

    /// <summary>The version of the user's tokens.</summary>
    public int Version { get; init; }

    /// <summary>What tokens say of a user.</summary>
    public static CurrentUser Of(UserFacts facts) =>
        new(facts.Id, facts.Role) { Plan = facts.Plan, Email = facts.Email, IsGuest = facts.IsGuest, Version = facts.Version };

    /// <summary>The caller of a request that has passed a policy.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context) => ValueTask.FromResult(Find(context));

    /// <summary>The caller of a request; null when nobody is known.</summary>
    public static CurrentUser? Find(HttpContext context) => context.Features.Get<CurrentUser>();

    /// <summary>Whether a request shows a token that is no good, though it needs none.</summary>
    public static bool HasBadToken(HttpContext context) => Find(context) is null && Visitors.HeaderTokenOf(context.Request) is not null;
}
