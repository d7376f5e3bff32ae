using Actors.Delivery;
using Microsoft.Extensions.Logging;

namespace Actors.Accounts;

/// <summary>A user.</summary>
[GrainType("user")]
internal sealed partial class UserGrain(
    [PersistentState("user", "actors")] IPersistentState<UserState> state, IAuditLog audit, IUserList list, IRevocations revocations, IEnumerable<IPersonalData> data,
    IMail mail, QuotaSettings quotas, TimeProvider time, ILogger<UserGrain> log)
    : Grain, IUserGrain, IRemindable
{
    private readonly RecentCommands _recent = new();

    private UserState State => state.State;

    private string Id => this.GetPrimaryKeyString();

    private bool IsGone => State.Erasure is not null;

    private UserFacts Facts => new(Id, State.Email, State.Name, State.Role, State.Plan, State.Version, IsGuest: State.CreatedAtMs == 0);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The list missed a change when the program died between the two.
        if (State.ListedRevision < State.Revision && !IsGone) await PutInListAsync();
    }

    public async Task<JoinOutcome> Join(JoinUser command)
    {
        if (IsGone || State.IsDisabled) return JoinOutcome.Refused;
        if (State.CreatedAtMs > 0)
        {
            if (State.Accounts.Contains(command.Account)) return JoinOutcome.Joined;
            if (AccountKey.ProviderOf(command.Account) == AccountKey.Mail && State.Accounts.Any(static account => AccountKey.ProviderOf(account) == AccountKey.Mail)) return JoinOutcome.IsMember;
            await ChangeAsync(State with { Accounts = State.Accounts.Add(command.Account), Email = State.Email.Length > 0 ? State.Email : command.Email }, "account.linked", command.Origin);
            return JoinOutcome.Joined;
        }
        await ChangeAsync(State with
        {
            Email = command.Email,
            Name = command.Name,
            Language = command.Language,
            CreatedAtMs = NowMs(),
            Accounts = [command.Account],
        }, "register", command.Origin);
        return JoinOutcome.Joined;
    }

    public Task<UserProfile?> Profile() => Task.FromResult(IsGone ? null : View());

    public async Task<UserProfile?> UpdateProfile(UpdateProfile command)
    {
        if (IsGone) return null;
        await ChangeAsync(State with
        {
            Name = command.Name ?? State.Name,
            Language = command.Language ?? State.Language,
            Gender = command.Gender ?? State.Gender,
            Mbti = command.Mbti ?? State.Mbti,
            Interests = command.Interests ?? State.Interests,
        }, "profile.changed", command.Origin);
        // Mails are the accounts' to write.
        foreach (var account in State.Accounts) await GrainFactory.GetGrain<IAccountGrain>(account).Describe(new(Id, State.Email, State.Name, State.Language));
        return View();
    }

    public async Task<UserProfile?> SetAccess(SetAccess command)
    {
        if (IsGone) return null;
        var next = State with { Role = command.Role ?? State.Role, Plan = command.Plan ?? State.Plan, IsDisabled = command.IsDisabled ?? State.IsDisabled };
        if (next == State) return View();
        var detail = $"role={next.Role} plan={next.Plan} disabled={next.IsDisabled}";
        await RevokeUserAsync(next.Version + 1);
        await ChangeAsync(next with { Version = next.Version + 1 }, "access.changed", command.Origin, detail);
        return View();
    }

    public Task<LoanOutcome> Lend(LoanRequest request) => _recent.OnceAsync(request.CommandId, () =>
    {
        DelayDeactivation(LoanWindow.Length); // what is counted is nowhere else
        return Task.FromResult(_windows.Lend(request, NowMs()));
    });

    public async Task<QuotaView> Debit(DebitQuota command)
    {
        if (!IsGone && QuotaRules.Count(State.Quota, command, NowMs()) is { } counted) await SaveAsync(State with { Quota = counted });
        return QuotaNow();
    }

    public Task<QuotaView> Quota() => Task.FromResult(QuotaNow());

    private readonly LoanWindows _windows = new();

    private QuotaView QuotaNow() => QuotaRules.View(State.Quota, quotas.Of(State.Plan), NowMs());

    private UserProfile View() => new(Facts, State.Language, State.Gender, State.Mbti, State.Interests, State.CreatedAtMs, State.IsDisabled,
        [.. State.Accounts.Select(static account => AccountKey.ProviderOf(account))], QuotaNow());

    /// <summary>Saves a change that others see: the list of users has it, and the audit log.</summary>
    private async Task ChangeAsync(UserState next, string action, Origin origin, string detail = "")
    {
        await SaveAsync(next with { Revision = next.Revision + 1 });
        await Task.WhenAll(PutInListAsync(), AuditAsync(action, origin, detail));
    }

    private async Task PutInListAsync()
    {
        var revision = State.Revision;
        await list.PutAsync(new(Id, State.Email, State.Name, State.Role, State.Plan, State.IsDisabled ? "disabled" : "active", State.CreatedAtMs, revision));
        state.State = State with { ListedRevision = Math.Max(State.ListedRevision, revision) }; // written with the next change; if that never comes, the list is put again
    }

    private Task SaveAsync(UserState next) => state.SaveAsync(next);

    private Task AuditAsync(string action, Origin origin, string detail = "") => audit.AppendAsync(new(action, Id, NowMs(), origin, detail));

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
