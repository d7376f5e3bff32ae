namespace Actors.Tests.Harness;

/// <summary>A clock that stands still until a test moves it; timers fire in the order of their due times while it moves.</summary>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watches = [];
    private int _made;
    private DateTimeOffset _now = start ?? new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _made++;
            foreach (var watch in _watches.Where(watch => watch.Count <= _made)) watch.Reached.TrySetResult();
        }
        return timer;
    }

    /// <summary>How many timers were made so far.</summary>
    public int Made
    {
        get
        {
            lock (_gate) return _made;
        }
    }

    /// <summary>Completes when so many timers were made: when somebody waits whom the clock can wake.</summary>
    public Task MadeAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_made >= count) return Task.CompletedTask;
            _watches.Add((count, reached));
        }
        return reached.Task.Soon($"timer {count}");
    }

    /// <summary>Moves the clock, firing every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                if (next is null)
                {
                    _now = end;
                    return;
                }
                if (next.Due > _now) _now = next.Due!.Value;
                next.Due = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            }
            next.Fire();
        }
    }

    /// <summary>How many timers wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _timers.Count(timer => timer.Due is not null);
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (!time._timers.Contains(this)) time._timers.Add(this);
                Due = dueTime < TimeSpan.Zero ? null : time._now + dueTime;
                Period = period;
                if (dueTime != TimeSpan.Zero) return true;
                Due = period > TimeSpan.Zero ? time._now + period : null;
            }
            // What is due at once does not wait for the clock to move.
            ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
