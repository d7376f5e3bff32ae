namespace Actors;

/// <summary>Writing a grain's next state.</summary>
internal static class StateSaving
{
    /// <summary>Makes a state the present one and writes it. When it cannot be written it has not happened: the one before is back.</summary>
    public static async Task SaveAsync<T>(this IPersistentState<T> state, T next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            throw;
        }
    }
}
