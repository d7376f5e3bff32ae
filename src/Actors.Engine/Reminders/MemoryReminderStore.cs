using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Reminders that die with the process: for tests and benchmarks.</summary>
public sealed class MemoryReminderStore : IReminderStore
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderRow> _rows = new();

    /// <inheritdoc/>
    public Task UpsertAsync(ReminderRow row)
    {
        _rows[(row.Grain, row.Name)] = row;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(GrainId grain, string name)
    {
        _rows.TryRemove((grain, name), out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReminderRow>> OfGrainAsync(GrainId grain) =>
        Task.FromResult<IReadOnlyList<ReminderRow>>([.. _rows.Values.Where(r => r.Grain == grain).OrderBy(r => r.Name, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReminderRow>> DueBeforeAsync(DateTimeOffset time, int limit) =>
        Task.FromResult<IReadOnlyList<ReminderRow>>([.. _rows.Values.Where(r => r.NextTickAt <= time).OrderBy(r => r.NextTickAt).Take(limit)]);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> EarliestAsync() => Task.FromResult(_rows.Values.Min(static r => (DateTimeOffset?)r.NextTickAt));

    /// <inheritdoc/>
    public Task<bool> AdvanceAsync(ReminderRow row, DateTimeOffset nextTickAt) =>
        Task.FromResult(_rows.TryUpdate((row.Grain, row.Name), row with { NextTickAt = nextTickAt }, row));
}
