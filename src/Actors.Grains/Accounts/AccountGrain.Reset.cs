using System.Globalization;
using System.Security.Cryptography;

namespace Actors.Accounts;

/// <summary>Setting a password by a code that was sent by mail.</summary>
internal sealed partial class AccountGrain
{
    private const int Codes = 1_000_000;

    private static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public Task RequestReset(RequestReset command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        var code = RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture);
        var hash = await passwords.HashAsync(code);
        var sent = State.CodesSentAtMs.RemoveAll(at => NowMs() - at >= Hour);
        if (State.Owner is not { Email.Length: > 0 } owner || AccountKey.ProviderOf(this.GetPrimaryKeyString()) != AccountKey.Mail || sent.Length >= settings.CodesPerHour) return false;
        var reset = new ResetCode(hash, NowMs() + (long)settings.CodeLifetime.TotalMilliseconds, settings.CodeTries);
        await SaveAsync(State with { Code = reset, CodesSentAtMs = sent.Add(NowMs()) });
        await AuditAsync("password.reset_requested", command.Origin);
        await mail.PostAsync(new(MailKind.ResetCode, owner.Email, owner.Name, owner.Language, code));
        return true;
    });

    public Task<SignInOutcome> ConfirmReset(ConfirmReset command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        var code = State.Code is { TriesLeft: > 0 } open && open.ExpiresAtMs > NowMs() ? open : null;
        // A try is spent before anybody hears of it; beside the checking, so that it takes no longer than where there is none to spend.
        var spent = code is null ? Task.CompletedTask : SaveAsync(State with { Code = code with { TriesLeft = code.TriesLeft - 1 } });
        var verified = passwords.VerifyAsync(code?.Hash, command.Code);
        await Task.WhenAll(spent, verified);
        if (!await verified)
        {
            await AuditAsync("password.reset_failed", command.Origin);
            return Refused;
        }
        await SetPasswordAsync(command.NewPassword, isProven: true);
        return new SignInOutcome(SignInStatus.Accepted, State.Owner);
    });
}
