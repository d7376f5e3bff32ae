namespace Actors.Delivery;

/// <summary>
/// What became of the latest commands, by their ids: one that comes a second time, because its answer was late, is not done again. For one
/// activation, in its own context only.
/// </summary>
internal sealed class RecentCommands
{
    private const int Most = 32;

    private Queue<string>? _order;
    private Dictionary<string, object?>? _outcomes;

    /// <summary>Does a command once; a failure is not remembered. Without an id it is just done.</summary>
    public Task<T> OnceAsync<T>(string? id, Func<Task<T>> run)
    {
        if (id is null) return run();
        return _outcomes?.TryGetValue(id, out var known) is true ? Task.FromResult((T)known!) : RunAsync(id, run);
    }

    private async Task<T> RunAsync<T>(string id, Func<Task<T>> run)
    {
        var outcome = await run();
        _order ??= new();
        _outcomes ??= new(StringComparer.Ordinal);
        if (_outcomes.TryAdd(id, outcome)) _order.Enqueue(id);
        if (_order.Count > Most) _outcomes.Remove(_order.Dequeue());
        return outcome;
    }
}
