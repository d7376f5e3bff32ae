using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;

namespace Actors.Accounts;

/// <summary>Guests and refresh tokens.</summary>
internal static class AccountsApi
{
    public static void MapAccounts(this WebApplication app)
    {
        var auth = app.MapGroup("/api/auth").WithTags("Accounts");
        auth.MapPost("/guest", Guest);
        auth.MapPost("/refresh", Refresh);
    }

    private static IResult Guest(HttpContext context, Visitors visitors, Microsoft.Extensions.Options.IOptions<AuthOptions> options)
    {
        if (!options.Value.AllowGuests) return Envelope.Error(context, Problem.Unauthorized);
        var guest = visitors.NewGuest();
        return Answer(guest.User, guest.NewTokens!);
    }

    private static async Task<IResult> Refresh(HttpContext context, RefreshBody body, Tokens tokens, IGrainFactory grains, Insistence insistence)
    {
        if (body.Refresh is not { Length: > 0 } token || tokens.CheckRefresh(token) is not { } claim) return Envelope.Error(context, Problem.Unauthorized);
        var use = new UseRefresh(claim.Family, claim.Generation, tokens.RefreshEndsAtMs(), insistence.IsOn ? Guid.CreateVersion7().ToString("N") : null);
        var outcome = await insistence.CallAsync(() => grains.GetGrain<IUserGrain>(claim.User.Id).UseRefresh(use));
        if (!outcome.IsAccepted) return Envelope.Error(context, Problem.Unauthorized);
        return Answer(claim.User, tokens.Issue(claim.User, claim.Family, outcome.NextGeneration));
    }

    private static IResult Answer(CurrentUser user, TokenPair pair) =>
        Envelope.Ok(new { access = pair.Access, refresh = pair.Refresh, user = new { id = user.Id, name = "", email = "" } });

    private sealed record RefreshBody(string? Refresh);
}
