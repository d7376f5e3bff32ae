using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>
/// Ends calls that take too long. Calls with the same time-out form a row whose order is that of their deadlines, so one
/// slow timer looks at row heads only, and there is no timer per call.
/// </summary>
internal sealed class CallDeadlines : IDisposable
{
    private static readonly Counter<long> TimedOut = EngineMetrics.Meter.CreateCounter<long>("actors_engine_call_timeouts", description: "Calls of grains that took too long.");

    private readonly Lock _gate = new();
    private readonly List<Row> _rows = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _default;
    private readonly ITimer _timer;
    private readonly TimeSpan _tick;
    private bool _ticking;

    public CallDeadlines(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _default = defaultTimeout;
        _tick = TimeSpan.FromTicks(Math.Clamp(defaultTimeout.Ticks / 10, TimeSpan.TicksPerMillisecond * 20, TimeSpan.TicksPerSecond));
        _timer = time.CreateTimer(_ => Sweep(), null, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public void Add(PendingCall call)
    {
        var timeout = call.Slot.Timeout ?? _default;
        call.Deadline = _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        lock (_gate)
        {
            RowOf(timeout).Append(call);
            if (_ticking) return;
            _ticking = true;
        }
        _timer.Change(_tick, _tick);
    }

    public void Remove(PendingCall call)
    {
        lock (_gate)
        {
            call.Row?.Unlink(call);
        }
    }

    public void Dispose() => _timer.Dispose();

    private Row RowOf(TimeSpan timeout)
    {
        foreach (var row in _rows)
        {
            if (row.Timeout == timeout) return row;
        }
        var added = new Row(timeout);
        _rows.Add(added);
        return added;
    }

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        var over = new List<PendingCall>();
        lock (_gate)
        {
            foreach (var row in _rows)
            {
                while (row.Head is { } call && call.Deadline <= now)
                {
                    row.Unlink(call);
                    over.Add(call);
                }
            }
            if (_rows.TrueForAll(row => row.Head is null))
            {
                _ticking = false;
                _timer.Change(System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
            }
        }
        foreach (var call in over)
        {
            TimedOut.Add(1);
            call.Fail(new TimeoutException($"{call.Slot.Name} gave no answer within {call.Slot.Timeout ?? _default}."));
        }
    }

    /// <summary>Calls with one time-out, oldest first. Used under the lock.</summary>
    internal sealed class Row(TimeSpan timeout)
    {
        private PendingCall? _tail;

        public TimeSpan Timeout { get; } = timeout;

        public PendingCall? Head { get; private set; }

        public void Append(PendingCall call)
        {
            call.Row = this;
            call.Before = _tail;
            if (_tail is null) Head = call;
            else _tail.After = call;
            _tail = call;
        }

        public void Unlink(PendingCall call)
        {
            if (call.Before is null) Head = call.After;
            else call.Before.After = call.After;
            if (call.After is null) _tail = call.Before;
            else call.After.Before = call.Before;
            call.Before = call.After = null;
            call.Row = null;
        }
    }
}
