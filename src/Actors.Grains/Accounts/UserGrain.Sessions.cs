using System.Collections.Immutable;

namespace Actors.Accounts;

/// <summary>Sign-ins: families of refresh tokens, and what ends access tokens before their time.</summary>
internal sealed partial class UserGrain
{
    private const int MaxFamilies = 32;

    /// <summary>The longest that an access token may live: so long a revocation must be known.</summary>
    private static readonly TimeSpan LongestAccess = TimeSpan.FromDays(1);

    public async Task<SessionOutcome> OpenSession(OpenSession command)
    {
        if (IsGone || State.IsDisabled) return new(null);
        if (State.Families.All(known => known.Id != command.Family))
        {
            var family = new RefreshFamily(command.Family, 0, command.ExpiresAtMs, null, NowMs(), NowMs(), command.Agent, command.Origin.Address);
            var evicted = Evicted(family.Id);
            await SaveAsync(With(family));
            await Task.WhenAll(evicted.Select(EndTokensAsync).Concat(evicted.Select(old => list.PutSessionAsync(Id, old.View, isOpen: false))));
            await Task.WhenAll(list.PutSessionAsync(Id, family.View, isOpen: true), AuditAsync("login", command.Origin, command.How));
        }
        return new(Facts);
    }

    public async Task<RefreshOutcome> UseRefresh(UseRefresh command)
    {
        if (IsGone || State.IsDisabled) return new(IsAccepted: false, 0);
        if (State.Families.FirstOrDefault(known => known.Id == command.Family) is not { } family)
        {
            if (string.CompareOrdinal(command.Family, State.ForgottenThrough) <= 0) return new(IsAccepted: false, 0);
            family = new(command.Family, 0, command.ExpiresAtMs);
        }
        if (family.Generation == RefreshFamily.Revoked) return new(IsAccepted: false, 0);
        if (command.Attempt is not null && command.Attempt == family.Attempt) return new(IsAccepted: true, family.Generation, Facts);
        var isFresh = family.Generation == command.Generation;
        var next = isFresh ? command.Generation + 1 : RefreshFamily.Revoked;
        var used = family with
        {
            Generation = next,
            ExpiresAtMs = command.ExpiresAtMs,
            Attempt = isFresh ? command.Attempt : null,
            UsedAtMs = NowMs(),
            Agent = command.Agent,
            Address = command.Origin?.Address ?? "",
        };
        await SaveAsync(With(used));
        // A guest's sign-ins are nobody's business but the guest's own.
        if (State.CreatedAtMs > 0) await list.PutSessionAsync(Id, used.View, isFresh);
        if (isFresh) return new(IsAccepted: true, next, Facts);
        await EndTokensAsync(used);
        await AuditAsync("refresh.reused", command.Origin ?? new("", "", Id));
        return new(IsAccepted: false, next);
    }

    public Task<ImmutableArray<SessionView>> Sessions() => Task.FromResult<ImmutableArray<SessionView>>(
        [.. State.Families.Where(family => family.Generation != RefreshFamily.Revoked && family.ExpiresAtMs > NowMs()).OrderByDescending(static family => family.UsedAtMs).Select(static family => family.View)]);

    public async Task<bool> RevokeSession(RevokeSession command)
    {
        if (command.TokenId is { } token) await EndAsync(Revoked.Token(token));
        var family = State.Families.FirstOrDefault(known => known.Id == command.Family);
        if (family is { Generation: RefreshFamily.Revoked }) return false;
        // Of a guest who was never refreshed nothing is known, and yet there are tokens: one of them has been shown.
        if (family is null && (!command.IsProven || State.CreatedAtMs > 0 || string.CompareOrdinal(command.Family, State.ForgottenThrough) <= 0)) return false;
        var ended = (family ?? new(command.Family, 0, NowMs() + (long)TimeSpan.FromDays(365).TotalMilliseconds)) with { Generation = RefreshFamily.Revoked };
        await EndTokensAsync(ended);
        await SaveAsync(With(ended));
        await Task.WhenAll(list.PutSessionAsync(Id, ended.View, isOpen: false), AuditAsync("session.ended", command.Origin));
        return true;
    }

    public async Task<UserFacts> RevokeAll(RevokeAll command)
    {
        var ended = State.Families.Where(family => family.Id != command.Except && family.Generation != RefreshFamily.Revoked).ToList();
        var version = State.Version + 1;
        if (command.Except is { } kept) await revocations.AddAsync(Revoked.Kept(Id, kept), version, NowMs(), NowMs() + (long)LongestAccess.TotalMilliseconds);
        await RevokeUserAsync(version);
        // Families that were never used are unknown here: those that may exist by now are older than this name.
        var now = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        await SaveAsync(State with { Version = version, ForgottenThrough = now, Families = [.. State.Families.Where(family => family.Id == command.Except)] });
        await Task.WhenAll(ended.Select(family => list.PutSessionAsync(Id, family.View, isOpen: false)));
        await AuditAsync(command.Why, command.Origin);
        return Facts;
    }

    private UserState With(RefreshFamily used)
    {
        var forgotten = Evicted(used.Id).Select(static known => known.Id).LastOrDefault("");
        return State with { Families = [.. Others(used.Id).TakeLast(MaxFamilies - 1), used], ForgottenThrough = string.CompareOrdinal(forgotten, State.ForgottenThrough) > 0 ? forgotten : State.ForgottenThrough };
    }

    /// <summary>The other families, oldest first, those that have ended left out.</summary>
    private List<RefreshFamily> Others(string id) =>
        [.. State.Families.Where(known => known.Id != id && known.ExpiresAtMs > NowMs()).OrderBy(static known => known.Id, StringComparer.Ordinal)];

    /// <summary>The families that must go to make room for one.</summary>
    private List<RefreshFamily> Evicted(string id) => Others(id) is var others ? [.. others.Take(Math.Max(0, others.Count - MaxFamilies + 1))] : [];

    private Task EndTokensAsync(RefreshFamily family) => EndAsync(Revoked.Session(Id, family.Id));

    private Task EndAsync(string which) => revocations.AddAsync(which, 0, NowMs(), NowMs() + (long)LongestAccess.TotalMilliseconds);

    private Task RevokeUserAsync(int version) => revocations.AddAsync(Revoked.User(Id), version, NowMs(), NowMs() + (long)LongestAccess.TotalMilliseconds);
}
