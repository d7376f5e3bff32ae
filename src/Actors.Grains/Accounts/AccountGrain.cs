using Actors.Delivery;

namespace Actors.Accounts;

/// <summary>
/// A way to sign in. Its turn lasts while a password is checked: guesses at one account come one after another, and the lock is exact.
/// </summary>
[GrainType("account")]
internal sealed partial class AccountGrain(
    [PersistentState("account", "actors")] IPersistentState<AccountState> state, IPasswords passwords, IMail mail, IAuditLog audit, AccountSettings settings, TimeProvider time)
    : Grain, IAccountGrain
{
    private static readonly SignInOutcome Refused = new(SignInStatus.Refused);

    private readonly RecentCommands _recent = new();

    // Of an account that does not exist wrong passwords are counted, too, or the lock would tell: here, since there is nothing to store.
    private Failures _failuresOfNobody = Failures.None;

    private AccountState State => state.State;

    private Failures Failures => State.Owner is null ? _failuresOfNobody : State.Failures;

    public async Task<RegisterOutcome> Register(RegisterAccount command)
    {
        var hash = await passwords.HashAsync(command.Password);
        // The same once more, because its answer was lost.
        if (State.Owner is { } owner) return new(owner.UserId == command.UserId && await passwords.VerifyAsync(State.Hash, command.Password), State.CreatedAtMs);
        var account = new AccountOwner(command.UserId, command.Email, command.Name, command.Language);
        await SaveAsync(new AccountState { Owner = account, Hash = hash, CreatedAtMs = NowMs() });
        return new(IsAccepted: true, State.CreatedAtMs);
    }

    public Task<SignInOutcome> SignIn(SignIn command) => _recent.OnceAsync(command.CommandId, () => CheckAsync(command.Password, command.Origin));

    public Task<SignInOutcome> ChangePassword(ChangePassword command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        if (State.Owner?.UserId != command.UserId) return Refused;
        var outcome = await CheckAsync(command.OldPassword, command.Origin);
        if (outcome.Status != SignInStatus.Accepted) return outcome;
        await SetPasswordAsync(command.NewPassword, State.IsProven);
        return outcome;
    });

    public async Task<SignInOutcome> SignInByProvider(SignInByProvider command)
    {
        if (State.Owner is null && command.NewUserId.Length == 0) return Refused;
        await ClaimAsync(new(command.NewUserId, command.Email, command.Name, command.Language));
        return new(SignInStatus.Accepted, State.Owner);
    }

    public async Task<SignInOutcome> Vouch(VouchForMail command)
    {
        await ClaimAsync(new(command.UserId, command.Email, command.Name, command.Language));
        // Who has registered an address without proving it may be waiting for its owner to come through a provider: they are not to share a user.
        return State.IsProven || State.Owner!.UserId == command.UserId ? new(SignInStatus.Accepted, State.Owner) : Refused;
    }

    public async Task Describe(AccountOwner owner)
    {
        if (State.Owner is { } known && known.UserId == owner.UserId) await SaveAsync(State with { Owner = known with { Name = owner.Name, Language = owner.Language } });
    }

    public async Task Release(string userId)
    {
        if (State.Owner?.UserId != userId) return;
        await state.ClearStateAsync();
        DeactivateOnIdle();
    }

    /// <summary>Makes an account that is nobody's that of somebody whom a provider has vouched for.</summary>
    private async Task ClaimAsync(AccountOwner owner)
    {
        if (State.Owner is null) await SaveAsync(new AccountState { Owner = owner, CreatedAtMs = NowMs(), IsProven = true });
    }

    private async Task<SignInOutcome> CheckAsync(string password, Origin origin)
    {
        if (Failures.LockedFor(settings, NowMs()) is { } wait) return new(SignInStatus.Locked, RetryAfterMs: (long)wait.TotalMilliseconds);
        if (await passwords.VerifyAsync(State.Hash, password))
        {
            if (State.Failures.Count > 0) await SaveAsync(State with { Failures = Failures.None });
            return new(SignInStatus.Accepted, State.Owner);
        }
        await FailAsync(origin);
        return State is { Owner: not null, Hash: null } ? new(SignInStatus.NoPassword, State.Owner) : Refused;
    }

    private async Task FailAsync(Origin origin)
    {
        var failures = Failures.With(settings, NowMs());
        // Beside each other: that there is a state to save must not take longer than that there is none.
        var audited = AuditAsync(failures.LockedFor(settings, NowMs()) is null ? "login.failed" : "login.locked", origin);
        if (State.Owner is null)
        {
            _failuresOfNobody = failures;
            DelayDeactivation(settings.LockFor); // they are nowhere else
            await audited;
        }
        else await Task.WhenAll(SaveAsync(State with { Failures = failures }), audited);
    }

    private async Task SetPasswordAsync(string password, bool isProven)
    {
        var hash = await passwords.HashAsync(password);
        await SaveAsync(State with { Hash = hash, IsProven = isProven, Failures = Failures.None, Code = null });
        await mail.PostAsync(new(MailKind.PasswordChanged, State.Owner!.Email, State.Owner.Name, State.Owner.Language));
    }

    private Task SaveAsync(AccountState next) => state.SaveAsync(next);

    private Task AuditAsync(string action, Origin origin) => audit.AppendAsync(new(action, State.Owner?.UserId ?? "", NowMs(), origin));

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
