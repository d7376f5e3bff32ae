using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Texts;
using Microsoft.Extensions.Options;

namespace Actors.Accounts;

/// <summary>Getting in and out: guests, registering, signing in, refreshing, signing out.</summary>
internal static class AccountsApi
{
    private static readonly LocalText Registered = LocalText.Of("REGISTERED");
    private static readonly LocalText Refreshed = LocalText.Of("REFRESHED");
    private static readonly LocalText LoggedOut = LocalText.Of("LOGGED_OUT");

    public static void MapAccounts(this WebApplication app)
    {
        var auth = app.MapApi("/api/auth", "Accounts");
        auth.MapPost("/guest", Guest).Open().Answers<SignedIn>().Refuses(Problem.Unauthorized)
            .Says("Become a guest", "Gives tokens of a new guest, who can register later and keep everything. Refused where guests are not allowed.");
        auth.MapPost("/register", RegisterAsync).Open().Answers<NewMember>(StatusCodes.Status201Created).Refuses(Problem.Unauthorized, Problem.EmailTaken, Problem.AlreadyMember, Problem.AccountDisabled, Problem.ServerBusy)
            .Says("Register", "Makes an account. With the access token of a guest the guest becomes the member: id, conversation and words stay.");
        auth.MapPost("/login", LoginAsync).Open().Answers<SignedIn>().Refuses(Problem.InvalidCredentials, Problem.AccountLocked, Problem.AccountDisabled, Problem.ServerBusy)
            .Says("Sign in", "Wrong passwords, and addresses that are not registered, are answered alike. After five wrong ones in a row the address is locked for a quarter of an hour.");
        auth.MapPost("/refresh", RefreshAsync).Open().Answers<SignedIn>().Refuses(Problem.Unauthorized)
            .Says("Refresh", "Gives new tokens for a refresh token, which is used up by that. Used a second time it ends its sign-in: somebody has a copy.");
        auth.MapPost("/logout", LogoutAsync).Open().Answers<Nothing>().Refuses(Problem.Unauthorized)
            .Says("Sign out", "Ends the sign-in of a refresh token, with its access tokens, and the access token of the request.");
        auth.MapPassword();
        auth.MapProfile();
        auth.MapOAuth();
    }

    private static IResult Guest(HttpContext context, Visitors visitors, IOptions<AuthOptions> options)
    {
        if (!options.Value.AllowGuests) return Envelope.Error(context, Problem.Unauthorized);
        var guest = visitors.NewGuest();
        return Envelope.Ok(context, new SignedIn(guest.NewTokens!.Access, guest.NewTokens.Refresh, new(guest.User.Id, "", "", guest.User.Role, guest.User.Plan)));
    }

    private static Task<IResult> RegisterAsync(HttpContext context, RegisterBody body, SignInDesk desk)
    {
        if (CurrentUser.HasBadToken(context)) return Task.FromResult(Envelope.Error(context, Problem.Unauthorized)); // or a guest whose hour is over would lose everything
        var guest = CurrentUser.Find(context);
        if (guest is { IsGuest: false }) return Task.FromResult(Envelope.Error(context, Problem.AlreadyMember));
        var key = AccountKey.OfMail(body.Email)!.Value;
        var userId = guest?.Id ?? Guid.CreateVersion7().ToString("N");
        return desk.WhenFreeAsync(context, async () =>
        {
            var origin = SignInDesk.OriginOf(context) with { ActorId = userId };
            var language = LocalText.LanguageOf(context.Request.Headers.AcceptLanguage.ToString());
            var claimed = await desk.CallAsync(() => desk.Account(key).Register(new(userId, body.Password, body.Email.Trim(), body.Name.Trim(), language, origin)));
            if (!claimed.IsAccepted) return Envelope.Error(context, Problem.EmailTaken);
            var joined = await desk.CallAsync(() => desk.User(userId).Join(new(key.ToGrainKey(), body.Email.Trim(), body.Name.Trim(), language, origin)));
            if (joined == JoinOutcome.Joined) return Envelope.Ok(context, new NewMember(userId, body.Name.Trim(), body.Email.Trim(), Times.Utc(claimed.CreatedAtMs)), Registered, StatusCodes.Status201Created);
            await desk.CallAsync(() => desk.Account(key).Release(userId));
            return Envelope.Error(context, joined == JoinOutcome.IsMember ? Problem.AlreadyMember : Problem.AccountDisabled);
        });
    }

    private static Task<IResult> LoginAsync(HttpContext context, LoginBody body, SignInDesk desk) => desk.WhenFreeAsync(context, async () =>
    {
        // What is no address is asked for, too: it takes the same time and is as wrong.
        var key = AccountKey.OfMail(body.Email) ?? new AccountKey(AccountKey.Mail, "nobody");
        var attempt = new SignIn(body.Password, desk.CommandId, SignInDesk.OriginOf(context));
        var outcome = await desk.CallAsync(() => desk.Account(key).SignIn(attempt));
        return outcome switch
        {
            { Status: SignInStatus.Accepted, Account: { } owner } => await desk.OpenAsync(context, key, owner, "password"),
            { Status: SignInStatus.Locked } => Envelope.Error(context, Problem.AccountLocked, retryAfter: TimeSpan.FromMilliseconds(outcome.RetryAfterMs)),
            _ => Envelope.Error(context, Problem.InvalidCredentials),
        };
    });

    private static async Task<IResult> RefreshAsync(HttpContext context, RefreshBody body, Tokens tokens, SignInDesk desk)
    {
        if (body.Refresh is not { Length: > 0 } token || tokens.CheckRefresh(token) is not { } claim) return Envelope.Error(context, Problem.Unauthorized);
        var origin = SignInDesk.OriginOf(context) with { ActorId = claim.User.Id };
        var use = new UseRefresh(claim.Family, claim.Generation, tokens.RefreshEndsAtMs(), desk.CommandId, SignInDesk.AgentOf(context.Request), origin);
        var outcome = await desk.CallAsync(() => desk.User(claim.User.Id).UseRefresh(use));
        if (outcome is { IsAccepted: true, User: { } user })
        {
            return Envelope.Ok(context, SignedIn.Of(tokens.Issue(CurrentUser.Of(user), claim.Family, outcome.NextGeneration), user), Refreshed);
        }
        await desk.KnowRevokedAsync();
        return Envelope.Error(context, Problem.Unauthorized);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, RefreshBody body, Tokens tokens, SignInDesk desk)
    {
        var caller = CurrentUser.Find(context);
        var claim = body.Refresh is { Length: > 0 } token ? tokens.CheckRefresh(token) : null;
        // Who shows two tokens of two users is not to end both.
        if ((claim is null && caller is null) || (claim is not null && caller is not null && claim.User.Id != caller.Id)) return Envelope.Error(context, Problem.Unauthorized);
        var user = claim?.User.Id ?? caller!.Id;
        var end = new RevokeSession(claim?.Family ?? caller!.Session, caller?.TokenId, SignInDesk.OriginOf(context) with { ActorId = user }, IsProven: true);
        await desk.CallAsync(() => desk.User(user).RevokeSession(end));
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, LoggedOut);
    }
}
