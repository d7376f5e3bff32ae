using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>A timer of an activation: each tick is a turn, and the next tick is set when the turn has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly CallSlot Plain = new CallSlot<Nothing>(typeof(ITick).GetMethod(nameof(ITick.Tick))!);
    private static readonly CallSlot Interleaving = new CallSlot<Nothing>(typeof(ITick).GetMethod(nameof(ITick.InterleavingTick))!);

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly bool _interleave, _keepAlive;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private TimeSpan _due, _period;
    private bool _isChanged; // since the tick began

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        (_interleave, _keepAlive) = (options.Interleave, options.KeepAlive);
        (_due, _period) = (options.DueTime, options.Period);
        using var uncaptured = Uncaptured.Flow();
        _timer = activation.Runtime.Time.CreateTimer(static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Only the attributes of these methods are used: they say how a tick is scheduled.
    private interface ITick
    {
        [Concurrency.OneWay]
        Task Tick();

        [Concurrency.OneWay, Concurrency.AlwaysInterleave]
        Task InterleavingTick();
    }

    public void Start() => _timer.Change(_due, Timeout.InfiniteTimeSpan);

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        (_due, _period, _isChanged) = (dueTime, period, true);
        if (!_stopped.IsCancellationRequested) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested) return;
        _stopped.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    private void OnDue() => _activation.Tick(new OwnTurn(_interleave ? Interleaving : Plain, TickAsync), _keepAlive);

    private async Task TickAsync()
    {
        if (_stopped.IsCancellationRequested) return;
        _isChanged = false;
        try
        {
            await _callback(_stopped.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !_stopped.IsCancellationRequested)
        {
            _activation.Runtime.Log.TimerFailed(_activation.GrainId, failure);
        }
        if (!_stopped.IsCancellationRequested && !_isChanged && _period > TimeSpan.Zero) _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }
}
