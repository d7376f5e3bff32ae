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
            await SaveAsync(With(family));
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
        await EndTokensAsync(Revoked.Session(used.Id));
        await AuditAsync("refresh.reused", command.Origin ?? new("", "", Id));
        return new(IsAccepted: false, next);
    }

    public Task<ImmutableArray<SessionView>> Sessions() => Task.FromResult<ImmutableArray<SessionView>>(
        [.. State.Families.Where(family => family.Generation != RefreshFamily.Revoked && family.ExpiresAtMs > NowMs()).OrderByDescending(static family => family.UsedAtMs).Select(static family => family.View)]);

    public async Task<bool> RevokeSession(RevokeSession command)
    {
        if (command.TokenId is { } token) await EndTokensAsync(Revoked.Token(token));
        var family = State.Families.FirstOrDefault(known => known.Id == command.Family);
        if (family is { Generation: RefreshFamily.Revoked }) return false;
        // Of a guest who was never refreshed nothing is known, and yet there are tokens.
        if (family is null && (State.CreatedAtMs > 0 || string.CompareOrdinal(command.Family, State.ForgottenThrough) <= 0)) return false;
        var ended = (family ?? new(command.Family, 0, NowMs() + (long)TimeSpan.FromDays(365).TotalMilliseconds)) with { Generation = RefreshFamily.Revoked };
        await EndTokensAsync(Revoked.Session(ended.Id));
        await SaveAsync(With(ended));
        await Task.WhenAll(list.PutSessionAsync(Id, ended.View, isOpen: false), AuditAsync("session.ended", command.Origin));
        return true;
    }

    public async Task<UserFacts> RevokeAll(RevokeAll command)
    {
        var ended = State.Families.Where(family => family.Id != command.Except && family.Generation != RefreshFamily.Revoked).ToList();
        var version = command.Except is null ? State.Version + 1 : State.Version;
        if (command.Except is null) await RevokeUserAsync(version);
        else await Task.WhenAll(ended.Select(family => EndTokensAsync(Revoked.Session(family.Id))));
        // Families that were never used are unknown here: those that may exist by now are older than this name.
        var now = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        await SaveAsync(State with { Version = version, ForgottenThrough = now, Families = [.. State.Families.Where(family => family.Id == command.Except)] });
        await Task.WhenAll(ended.Select(family => list.PutSessionAsync(Id, family.View, isOpen: false)));
        await AuditAsync(command.Why, command.Origin);
        return Facts;
    }

    private UserState With(RefreshFamily used)
    {
        var others = State.Families.Where(known => known.Id != used.Id && known.ExpiresAtMs > NowMs()).OrderBy(static known => known.Id, StringComparer.Ordinal).ToList();
        var forgotten = others.Take(Math.Max(0, others.Count - MaxFamilies + 1)).Select(static known => known.Id).LastOrDefault(State.ForgottenThrough);
        return State with { Families = [.. others.TakeLast(MaxFamilies - 1), used], ForgottenThrough = string.CompareOrdinal(forgotten, State.ForgottenThrough) > 0 ? forgotten : State.ForgottenThrough };
    }

    private Task EndTokensAsync(string which) => revocations.AddAsync(which, 0, NowMs(), NowMs() + (long)LongestAccess.TotalMilliseconds);

    private Task RevokeUserAsync(int version) => revocations.AddAsync(Revoked.User(Id), version, NowMs(), NowMs() + (long)LongestAccess.TotalMilliseconds);
}
