using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>
/// Ticks stored reminders. One timer stands on the earliest tick of all; a tick is first moved on in the store, then
/// delivered, so that a reminder ticks at most once per due time, also over a restart.
/// </summary>
internal sealed class ReminderService : IDisposable
{
    private const int Batch = 256;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly GrainRuntime _runtime;
    private readonly IReminderStore _store;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DateTimeOffset _wakeAt = DateTimeOffset.MaxValue;
    private volatile bool _running;

    public ReminderService(GrainRuntime runtime, IReminderStore store)
    {
        _runtime = runtime;
        _store = store;
        _timer = runtime.Time.CreateTimer(_ => _ = TickAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task StartAsync()
    {
        _running = true;
        return TickAsync();
    }

    public void Stop() => _running = false;

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (dueTime < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "A reminder cannot be due in the past.");
        if (period < _runtime.Options.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The period {period} is below the minimum of {_runtime.Options.MinimumReminderPeriod}.", nameof(period));
        }
        var first = _runtime.Time.GetUtcNow() + dueTime;
        await _store.UpsertAsync(new ReminderRow(grain, name, first, period, first));
        WakeBy(first);
        return new Reminder(name);
    }

    public Task UnregisterAsync(GrainId grain, string name) => _store.RemoveAsync(grain, name);

    public async Task<List<IGrainReminder>> ListAsync(GrainId grain) =>
        [.. (await _store.OfGrainAsync(grain)).Select(static row => new Reminder(row.Name))];

    public void Dispose()
    {
        _timer.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task TickAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            var now = _runtime.Time.GetUtcNow();
            lock (_timer) _wakeAt = DateTimeOffset.MaxValue;
            while (_running && await _store.DueBeforeAsync(now, Batch) is { Count: > 0 } due)
            {
                foreach (var row in due) await DeliverAsync(row, now);
            }
            if (_running && await _store.EarliestAsync() is { } next) WakeBy(next);
        }
        catch (Exception failure)
        {
            _runtime.Log.RemindersFailed(failure);
            WakeBy(_runtime.Time.GetUtcNow() + Retry);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task DeliverAsync(ReminderRow row, DateTimeOffset now)
    {
        var missed = (now - row.NextTickAt).Ticks / row.Period.Ticks;
        if (!await _store.AdvanceAsync(row, row.NextTickAt + (row.Period * (missed + 1)))) return; // replaced or removed meanwhile
        _ = CallAsync(row, new TickStatus(row.FirstTickAt.UtcDateTime, row.Period, now.UtcDateTime));
    }

    private async Task CallAsync(ReminderRow row, TickStatus status)
    {
        try
        {
            await _runtime.Factory.GetGrain<IRemindable>(row.Grain).ReceiveReminder(row.Name, status);
        }
        catch (Exception failure)
        {
            _runtime.Log.ReminderFailed(row.Name, row.Grain, failure);
        }
    }

    private void WakeBy(DateTimeOffset time)
    {
        lock (_timer)
        {
            if (!_running || time >= _wakeAt) return;
            _wakeAt = time;
            var sleep = time - _runtime.Time.GetUtcNow();
            _timer.Change(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep, Timeout.InfiniteTimeSpan);
            // The clock may have been set forward since it was read.
            if (_runtime.Time.GetUtcNow() >= time) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed record Reminder(string ReminderName) : IGrainReminder;
}
