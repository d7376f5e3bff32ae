using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Texts;

namespace Actors.Accounts;

/// <summary>What a user sees and changes of himself: profile, sign-ins, everything that is known, and the end.</summary>
internal static class ProfileApi
{
    private static readonly LocalText Updated = LocalText.Of("PROFILE_UPDATED");
    private static readonly LocalText Ended = LocalText.Of("SESSION_ENDED");
    private static readonly LocalText Deleted = LocalText.Of("ACCOUNT_DELETED");

    public static void MapProfile(this RouteGroupBuilder auth)
    {
        auth.MapGet("/profile", ReadAsync).For(Policies.User).Answers<ProfileView>().Refuses(Problem.NotFound)
            .Says("Read the profile", "Guests have one, too, with nothing in it. Tells what the plan allows and what is used of it.");
        auth.MapPut("/profile", UpdateAsync).For(Policies.Member).Answers<ProfileView>().Refuses(Problem.NotFound)
            .Says("Change the profile", "What is left out stays as it is. Address, role and plan cannot be changed here.");
        auth.MapGet("/sessions", SessionsAsync).For(Policies.User).Answers<Page<SessionEntry>>()
            .Says("List the sign-ins", "The open ones, latest used first. Of addresses only the network is kept.");
        auth.MapDelete("/sessions/{id}", EndAsync).For(Policies.User).Answers<Nothing>().Refuses(Problem.NotFound)
            .Says("End a sign-in", "Its refresh token and its access tokens are no good any more, wherever they are shown.");
        auth.MapGet("/account/export", AccountExport.WriteAsync).For(Policies.User).Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .Says("Export everything", "A zip of JSON files: profile, sign-ins, conversation, words, usage, and the entries of the audit log.");
        auth.MapDelete("/account", DeleteAsync).For(Policies.User).Answers<Erased>().Refuses(Problem.WrongPassword, Problem.AccountLocked, Problem.ServerBusy)
            .Says("Delete the account", "Deletes the user and everything that is his, and says what. Needs the password where there is one; a guest needs none.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, CurrentUser user, SignInDesk desk) =>
        Answer(context, await desk.CallAsync(() => desk.User(user.Id).Profile()));

    private static async Task<IResult> UpdateAsync(HttpContext context, ProfileBody body, CurrentUser user, SignInDesk desk)
    {
        var update = new UpdateProfile(body.Name?.Trim(), body.Language, body.Gender, body.Mbti, body.Interests, SignInDesk.OriginOf(context));
        return Answer(context, await desk.CallAsync(() => desk.User(user.Id).UpdateProfile(update)), Updated);
    }

    private static IResult Answer(HttpContext context, UserProfile? profile, LocalText? text = null) =>
        profile is null ? Envelope.Error(context, Problem.NotFound) : Envelope.Ok(context, ProfileView.Of(profile), text);

    private static async Task<IResult> SessionsAsync(HttpContext context, [AsParameters] Paging paging, CurrentUser user, SignInDesk desk)
    {
        var sessions = await desk.CallAsync(() => desk.User(user.Id).Sessions());
        return Envelope.Ok(context, paging.Of(context.Request, sessions.Length, sessions.Skip(paging.Offset).Take(paging.Limit).Select(session => SessionEntry.Of(session, user.Session))));
    }

    private static async Task<IResult> EndAsync(HttpContext context, string id, CurrentUser user, SignInDesk desk)
    {
        // Only his own sign-ins are known to a user's grain: another's is none.
        var isEnded = await desk.CallAsync(() => desk.User(user.Id).RevokeSession(new(id, null, SignInDesk.OriginOf(context), IsProven: id == user.Session)));
        if (!isEnded) return Envelope.Error(context, Problem.NotFound);
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, Ended);
    }

    private static Task<IResult> DeleteAsync(HttpContext context, [Microsoft.AspNetCore.Mvc.FromBody] DeleteAccountBody? body, CurrentUser user, SignInDesk desk) => desk.WhenFreeAsync(context, async () =>
    {
        var origin = SignInDesk.OriginOf(context);
        if (await ProofProblemAsync(context, body?.Password, user, desk, origin) is { } problem) return problem;
        var report = await desk.CallAsync(() => desk.User(user.Id).Erase(new(KeepsWork: false, origin)));
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, Erased.Of(report), Deleted);
    });

    /// <summary>Why it is not shown that the user himself asks; null when it is.</summary>
    private static async Task<IResult?> ProofProblemAsync(HttpContext context, string? password, CurrentUser user, SignInDesk desk, Origin origin)
    {
        if (await desk.CallAsync(() => desk.User(user.Id).Profile()) is not { } profile || !profile.Providers.Contains(AccountKey.Mail)) return null;
        var attempt = new SignIn(password ?? "", desk.CommandId, origin);
        var outcome = await desk.CallAsync(() => desk.Account(AccountKey.OfMail(profile.Facts.Email)!.Value).SignIn(attempt));
        return outcome switch
        {
            { Status: SignInStatus.Accepted or SignInStatus.NoPassword, Account: { } owner } when owner.UserId == user.Id => null,
            { Status: SignInStatus.Locked } => Envelope.Error(context, Problem.AccountLocked, retryAfter: TimeSpan.FromMilliseconds(outcome.RetryAfterMs)),
            _ => Envelope.FieldError(context, "password", Problem.WrongPassword.Text, Problem.WrongPassword),
        };
    }
}
