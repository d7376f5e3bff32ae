namespace Actors.Delivery;

/// <summary>
/// Lets the first signs of a turn wait a moment for the rest of it: an answer that is there within some milliseconds then
/// leaves in one packet. One timer for all clients, which rests while nobody waits. Thread-safe.
/// </summary>
internal sealed class Linger : IDisposable
{
    /// <summary>Frames wait for at least one and at most two of these.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(8);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private List<Outbox> _coming = [], _due = [];
    private bool _ticks;

    public Linger(TimeProvider time) => _timer = time.CreateTimer(static self => ((Linger)self!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Sends what waits in the outbox in a moment.</summary>
    public void Add(Outbox outbox)
    {
        lock (_gate)
        {
            _coming.Add(outbox);
            if (_ticks) return;
            _ticks = true;
            _timer.Change(Tick, Tick);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        List<Outbox> due;
        lock (_gate)
        {
            due = _due;
            (_due, _coming) = (_coming, []);
            if (due.Count == 0 && _due.Count == 0)
            {
                _ticks = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
        foreach (var outbox in due) outbox.EndLinger();
    }
}
