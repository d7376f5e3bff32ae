namespace Actors.Accounts;

/// <summary>A user.</summary>
[GrainType("user")]
internal sealed class UserGrain([PersistentState("user", "actors")] IPersistentState<UserState> state, TimeProvider time) : Grain, IUserGrain
{
    private const int MaxFamilies = 32;

    public async Task<RefreshOutcome> UseRefresh(UseRefresh command)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var family = state.State.Families.FirstOrDefault(known => known.Id == command.Family) ?? new(command.Family, 0, command.ExpiresAtMs);
        if (family.Generation == RefreshFamily.Revoked) return new(IsAccepted: false, 0);
        var isFresh = family.Generation == command.Generation;
        var next = isFresh ? command.Generation + 1 : RefreshFamily.Revoked;
        var others = state.State.Families.Where(known => known.Id != command.Family && known.ExpiresAtMs > now).TakeLast(MaxFamilies - 1);
        state.State = new() { Families = [.. others, new(command.Family, next, command.ExpiresAtMs)] };
        await state.WriteStateAsync();
        return new(isFresh, next);
    }
}
