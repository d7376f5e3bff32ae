using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Limits;
using Actors.Texts;
using Microsoft.Extensions.Options;

namespace Actors.Accounts;

/// <summary>Changing a password, and setting one by a code that was sent by mail.</summary>
internal static partial class PasswordApi
{
    private static readonly LocalText Changed = LocalText.Of("PASSWORD_CHANGED");
    private static readonly LocalText Sent = LocalText.Of("RESET_SENT");

    public static void MapPassword(this RouteGroupBuilder auth)
    {
        auth.MapPost("/password/change", ChangeAsync).For(Policies.Member).Answers<Nothing>().Refuses(Problem.WrongPassword, Problem.AccountLocked, Problem.ServerBusy)
            .Says("Change the password", "Needs the present one. All other sign-ins end.");
        auth.MapPost("/password/reset", ResetAsync).Open().Limited(LimitClass.Resets).Answers<Nothing>()
            .Says("Ask for a reset code", "Sends six digits to the address, good for ten minutes. The answer, and how long it takes, is the same whether or not the address is registered.");
        auth.MapPost("/password/confirm", ConfirmAsync).Open().Answers<Nothing>().Refuses(Problem.InvalidCode, Problem.ServerBusy)
            .Says("Set a password by code", "A code is good once, and ends after five wrong ones. All sign-ins end.");
    }

    private static Task<IResult> ChangeAsync(HttpContext context, ChangePasswordBody body, CurrentUser user, SignInDesk desk)
    {
        if (PasswordRules.Problem(body.NewPassword, user.Email) is { } problem) return Task.FromResult(Envelope.FieldError(context, "new_password", LocalText.Of(problem)));
        return desk.WhenFreeAsync(context, async () =>
        {
            var origin = SignInDesk.OriginOf(context);
            var wrong = Envelope.FieldError(context, "old_password", Problem.WrongPassword.Text, Problem.WrongPassword);
            if (AccountKey.OfMail(user.Email) is not { } key) return wrong;
            var change = new ChangePassword(user.Id, body.OldPassword, body.NewPassword, desk.CommandId, origin);
            var outcome = await desk.CallAsync(() => desk.Account(key).ChangePassword(change));
            if (outcome.Status == SignInStatus.Locked) return Envelope.Error(context, Problem.AccountLocked, retryAfter: TimeSpan.FromMilliseconds(outcome.RetryAfterMs));
            if (outcome.Status != SignInStatus.Accepted) return wrong;
            await desk.CallAsync(() => desk.User(user.Id).RevokeAll(new(user.Session, "password.changed", origin)));
            await desk.KnowRevokedAsync();
            return Envelope.Ok(context, Changed);
        });
    }

    private static async Task<IResult> ResetAsync(HttpContext context, ResetBody body, SignInDesk desk, IOptions<AuthOptions> options, TimeProvider time, ILogger<SignInDesk> log)
    {
        // The answer never waits for the work, only the other way round: so it says nothing of it.
        var answer = Task.Delay(options.Value.ResetTakes, time);
        var request = new RequestReset(desk.CommandId, SignInDesk.OriginOf(context));
        var key = AccountKey.OfMail(body.Email)!.Value;
        _ = WorkAsync();
        await answer;
        return Envelope.Ok(context, Sent);

        async Task WorkAsync()
        {
            try
            {
                await desk.CallAsync(() => desk.Account(key).RequestReset(request));
            }
            catch (Exception failure)
            {
                LogNotSent(log, failure);
            }
        }
    }

    private static Task<IResult> ConfirmAsync(HttpContext context, ConfirmBody body, SignInDesk desk) => desk.WhenFreeAsync(context, async () =>
    {
        var origin = SignInDesk.OriginOf(context);
        var confirm = new ConfirmReset(body.Code.Trim(), body.NewPassword, desk.CommandId, origin);
        var outcome = await desk.CallAsync(() => desk.Account(AccountKey.OfMail(body.Email)!.Value).ConfirmReset(confirm));
        if (outcome is not { Status: SignInStatus.Accepted, Account: { } owner }) return Envelope.Error(context, Problem.InvalidCode);
        await desk.CallAsync(() => desk.User(owner.UserId).RevokeAll(new(null, "password.reset", origin with { ActorId = owner.UserId })));
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, Changed);
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "A reset code could not be made")]
    private static partial void LogNotSent(ILogger logger, Exception failure);
}
