using System.Collections.Concurrent;
using Actors.Tests.Harness;

namespace Actors.Tests.Orleans;

/// <summary>
/// The clock of the reminder service: the test's own, which also knows what is waited for. Orleans prepares each tick in the background,
/// and skips one whose time passed before.
/// </summary>
internal sealed class ReminderTime(ManualTime time) : TimeProvider
{
    /// <summary>A tick that is being delivered is followed by no other: then there is nothing to wait for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<DateTimeOffset, TaskCompletionSource> _awaited = new();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var due = time.GetUtcNow() + dueTime;
        var timer = time.CreateTimer(callback, state, dueTime, period);
        At(due).TrySetResult();
        return timer;
    }

    /// <summary>Waits until somebody waits for a time.</summary>
    public Task IsAwaited(DateTimeOffset due) => Task.WhenAny(At(due).Task, Task.Delay(Patience));

    private TaskCompletionSource At(DateTimeOffset due) =>
        _awaited.GetOrAdd(due, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
