using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A stored reminder. Times are UTC.</summary>
/// <param name="Grain">Whose it is.</param>
/// <param name="Name">Its name within the grain.</param>
/// <param name="FirstTickAt">When the first tick is due.</param>
/// <param name="Period">Time between ticks.</param>
/// <param name="NextTickAt">When the next tick is due.</param>
public sealed record ReminderRow(GrainId Grain, string Name, DateTimeOffset FirstTickAt, TimeSpan Period, DateTimeOffset NextTickAt);

/// <summary>Keeps reminders over restarts. Thread-safe; what a method has done is durable when it completes.</summary>
public interface IReminderStore
{
    /// <summary>Adds or replaces a reminder.</summary>
    Task UpsertAsync(ReminderRow row);

    /// <summary>Removes a reminder; no error when there is none.</summary>
    Task RemoveAsync(GrainId grain, string name);

    /// <summary>The reminders of a grain.</summary>
    Task<IReadOnlyList<ReminderRow>> OfGrainAsync(GrainId grain);

    /// <summary>The reminders that are due before a time, earliest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ReminderRow>> DueBeforeAsync(DateTimeOffset time, int limit);

    /// <summary>When the earliest tick is due; null when there is no reminder.</summary>
    Task<DateTimeOffset?> EarliestAsync();

    /// <summary>Moves a reminder to its next tick, if it is still due when <paramref name="row"/> says.</summary>
    Task<bool> AdvanceAsync(ReminderRow row, DateTimeOffset nextTickAt);
}
