using System.Diagnostics.Metrics;

namespace Actors.Delivery;

/// <summary>
/// The frames that wait for one client, and their one writer. Bounded: when it is full, sound loses its oldest frames, and a
/// client that does not read anything else is closed; it can come back and resume. Adding a frame never waits. Thread-safe.
/// </summary>
internal sealed class Outbox(IFrameSink sink, int maxBytes)
{
    private static readonly Counter<long> Slow = DeliveryMetrics.Meter.CreateCounter<long>("actors_delivery_slow_readers");

    private readonly Lock _gate = new();
    private Queue<Frame>? _frames;
    private int _bytes, _corks;
    private long _epoch, _skipThrough;
    private bool _isWriting, _isHeld, _isClosed;
    private TaskCompletionSource? _paused;

    /// <summary>Adds an answer to this client alone.</summary>
    public void Add(byte[] answer) => Add(new Frame(answer, 0, 0, EventKind.Final));

    /// <summary>Adds an event of the session, as it is to be sent to this client.</summary>
    public void Add(SessionEvent happened, byte[] json) => Add(new Frame(json, happened.Seq, happened.Epoch, happened.Kind));

    /// <summary>Keeps frames together until <see cref="Uncork"/>, so that those of one command go out at once.</summary>
    public void Cork()
    {
        lock (_gate) _corks++;
    }

    /// <summary>Undoes a <see cref="Cork"/>.</summary>
    public void Uncork()
    {
        lock (_gate)
        {
            _corks--;
            if (!MayWrite()) return;
        }
        _ = WriteAsync();
    }

    /// <summary>Stops the writer after the frame that it is sending; frames gather until <see cref="Release"/>.</summary>
    public Task HoldAsync()
    {
        lock (_gate)
        {
            _isHeld = true;
            if (!_isWriting) return Task.CompletedTask;
            return (_paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Sends a frame before all that wait, at the speed of the client. Only while the writer is held.</summary>
    public ValueTask SendFirstAsync(byte[] json) => sink.SendAsync(json);

    /// <summary>Lets the writer go on, without the events up to <paramref name="through"/>: the client has them.</summary>
    public void Release(long through)
    {
        lock (_gate)
        {
            _isHeld = false;
            _skipThrough = Math.Max(_skipThrough, through);
            if (!MayWrite()) return;
        }
        _ = WriteAsync();
    }

    /// <summary>No more frames; what waits is dropped.</summary>
    public void Close(SocketClose code)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            _frames = null;
            _bytes = 0;
        }
        sink.Close(code);
    }

    private void Add(in Frame frame)
    {
        bool isFull;
        lock (_gate)
        {
            if (_isClosed || (frame.Seq > 0 && frame.Seq <= _skipThrough)) return;
            if (frame.Epoch > _epoch) _epoch = frame.Epoch;
            isFull = !MakeRoom(frame);
            if (!isFull)
            {
                (_frames ??= new Queue<Frame>(4)).Enqueue(frame);
                _bytes += frame.Json.Length;
                if (!MayWrite()) return;
            }
        }
        if (!isFull)
        {
            _ = WriteAsync();
            return;
        }
        Slow.Add(1);
        Close(SocketClose.SlowReader);
    }

    // A single frame may be larger than the bound: it could never be sent otherwise.
    private bool MakeRoom(in Frame frame)
    {
        if (_bytes == 0 || _bytes + frame.Json.Length <= maxBytes) return true;
        if (frame.Kind != EventKind.Audio && _frames is not null && !_frames.Any(static waiting => waiting.Kind == EventKind.Audio)) return false;
        var kept = new Queue<Frame>();
        foreach (var waiting in _frames!)
        {
            if (waiting.Kind == EventKind.Audio && _bytes + frame.Json.Length > maxBytes) _bytes -= waiting.Json.Length;
            else kept.Enqueue(waiting);
        }
        _frames = kept;
        return _bytes + frame.Json.Length <= maxBytes;
    }

    /// <summary>Whether the writer must begin; then it counts as begun.</summary>
    private bool MayWrite()
    {
        if (_isWriting || _isHeld || _isClosed || _corks > 0 || _frames is not { Count: > 0 }) return false;
        return _isWriting = true;
    }

    private async Task WriteAsync()
    {
        try
        {
            // Called in the middle of a grain's turn as a rule: what follows an await must not go back there.
            while (TryNext(out var json)) await sink.SendAsync(json).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException
            or System.Net.WebSockets.WebSocketException)
        {
            Close(SocketClose.GoingAway);
        }
    }

    private bool TryNext(out byte[] json)
    {
        TaskCompletionSource? paused;
        lock (_gate)
        {
            while (!_isHeld && !_isClosed && _frames is not null && _frames.TryDequeue(out var frame))
            {
                _bytes -= frame.Json.Length;
                if (IsStale(frame)) continue;
                json = frame.Json;
                return true;
            }
            _isWriting = false;
            if (_frames is { Count: 0 }) _frames = null;
            (paused, _paused) = (_paused, null);
        }
        paused?.TrySetResult();
        json = [];
        return false;
    }

    private bool IsStale(in Frame frame) => (frame.Seq > 0 && frame.Seq <= _skipThrough) || (frame.Kind != EventKind.Final && frame.Epoch < _epoch);

    private readonly record struct Frame(byte[] Json, long Seq, long Epoch, EventKind Kind);
}
