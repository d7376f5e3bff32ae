namespace Actors.Accounts;

/// <summary>A user.</summary>
[GrainType("user")]
internal sealed class UserGrain([PersistentState("user", "actors")] IPersistentState<UserState> state, TimeProvider time) : Grain, IUserGrain
{
    private const int MaxFamilies = 32;

    public async Task<RefreshOutcome> UseRefresh(UseRefresh command)
    {
        var before = state.State;
        if (before.Families.FirstOrDefault(known => known.Id == command.Family) is not { } family)
        {
            if (string.CompareOrdinal(command.Family, before.ForgottenThrough) <= 0) return new(IsAccepted: false, 0);
            family = new(command.Family, 0, command.ExpiresAtMs);
        }
        if (family.Generation == RefreshFamily.Revoked) return new(IsAccepted: false, 0);
        if (command.Attempt is not null && command.Attempt == family.Attempt) return new(IsAccepted: true, family.Generation);
        var isFresh = family.Generation == command.Generation;
        var next = isFresh ? command.Generation + 1 : RefreshFamily.Revoked;
        await SaveAsync(before, family with { Generation = next, ExpiresAtMs = command.ExpiresAtMs, Attempt = isFresh ? command.Attempt : null });
        return new(isFresh, next);
    }

    private async Task SaveAsync(UserState before, RefreshFamily used)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var others = before.Families.Where(known => known.Id != used.Id && known.ExpiresAtMs > now).OrderBy(static known => known.Id, StringComparer.Ordinal).ToList();
        var forgotten = others.Take(Math.Max(0, others.Count - MaxFamilies + 1)).Select(static known => known.Id).LastOrDefault(before.ForgottenThrough);
        state.State = before with { Families = [.. others.TakeLast(MaxFamilies - 1), used], ForgottenThrough = forgotten };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before; // not stored, so the token was not used
            throw;
        }
    }
}
