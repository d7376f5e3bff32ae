namespace Actors.Delivery;

/// <summary>
/// The frames that wait for one client, and their one writer. Bounded: when it is full, sound loses its oldest frames, and a
/// client that does not read anything else is closed; it can come back and resume. Adding a frame never waits. Thread-safe.
/// </summary>
internal sealed class Outbox(IFrameSink sink, DeliveryOptions options, TimeProvider time, Linger linger)
{
    private readonly Lock _gate = new();
    private Queue<Frame>? _frames;
    private int _bytes, _soundBytes, _corks;
    private long _epoch, _skipThrough, _sentThrough;
    private bool _isWriting, _isHeld, _isDirty, _lingers;
    private SocketClose? _closing;
    private TaskCompletionSource? _paused, _closed;

    /// <summary>Adds an answer to this client alone.</summary>
    public void Add(byte[] answer) => Add(new Frame(answer, 0, 0, EventKind.Final));

    /// <summary>Adds an event of the session, as it is to be sent to this client.</summary>
    public void Add(SessionEvent happened, byte[] json) => Add(new Frame(json, happened.Seq, happened.Epoch, happened.Kind, happened.Kind == EventKind.Audio ? json.Length : 0));

    /// <summary>Adds an event with sound inside; when no more sound may wait, without it.</summary>
    public void Add(SessionEvent happened, byte[] json, byte[] withoutSound) =>
        Add(new Frame(json, happened.Seq, happened.Epoch, happened.Kind, json.Length - withoutSound.Length, withoutSound));

    /// <summary>Keeps frames together until <see cref="Uncork"/>, so that those of one command go out at once.</summary>
    public void Cork()
    {
        lock (_gate) _corks++;
    }

    /// <summary>Undoes a <see cref="Cork"/>. When the command has only begun its turn, its frames wait a moment for what follows.</summary>
    public void Uncork()
    {
        lock (_gate)
        {
            _corks--;
            if (!CanWrite()) return;
            if (HasOnlyProgress())
            {
                if (!_lingers) linger.Add(this);
                _lingers = true;
                return;
            }
            _isWriting = true;
        }
        _ = WriteAsync();
    }

    /// <summary>Sends what still waits.</summary>
    public void EndLinger()
    {
        lock (_gate)
        {
            _lingers = false;
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

    /// <summary>Sends a frame before all that wait, at the speed of the client. Only while the writer is held. No failure: a broken client is gone.</summary>
    public async ValueTask SendFirstAsync(byte[] json)
    {
        lock (_gate)
        {
            if (_closing is not null) return;
            _isWriting = true;
        }
        try
        {
            await sink.SendAsync(json);
            await sink.FlushAsync();
            if (!TryStop()) await SayGoodbyeAsync();
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            sink.Abort();
            Gone();
        }
    }

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

    /// <summary>
    /// No more frames; what waits is dropped, and the client is told why. Completes when it was told; a client that does not
    /// take even that is cut in the end.
    /// </summary>
    public Task CloseAsync(SocketClose code)
    {
        Task closed;
        bool isWriterAway;
        lock (_gate)
        {
            closed = (_closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (_closing is not null) return closed;
            _closing = code;
            _frames = null;
            _bytes = _soundBytes = 0;
            // A writer that is under way says goodbye when its frame is through.
            isWriterAway = !_isWriting;
            _isWriting = true;
        }
        if (isWriterAway) _ = SayGoodbyeAsync();
        if (code != SocketClose.Normal) _ = CutAsync();
        return closed;
    }

    private void Add(Frame frame)
    {
        bool isFull;
        lock (_gate)
        {
            if (_closing is not null || (frame.Seq > 0 && frame.Seq <= _skipThrough)) return;
            if (frame.Epoch > _epoch) _epoch = frame.Epoch;
            if (frame.Sound > 0 && !MakeRoomForSound(frame.Sound))
            {
                DeliveryMetrics.SoundDropped.Add(1);
                if (frame.WithoutSound is not { } silent) return;
                frame = frame with { Json = silent, Sound = 0 };
            }
            // A single frame may be larger than the bound: it could never be sent otherwise.
            isFull = _bytes > 0 && _bytes + frame.Text > options.OutboxBytes;
            if (!isFull)
            {
                (_frames ??= new Queue<Frame>(4)).Enqueue(frame);
                _bytes += frame.Text;
                _soundBytes += frame.Sound;
                if (!MayWrite()) return;
            }
        }
        if (!isFull)
        {
            _ = WriteAsync();
            return;
        }
        DeliveryMetrics.SlowReaders.Add(1);
        _ = CloseAsync(SocketClose.SlowReader);
    }

    /// <summary>Drops the oldest sound until this much more may wait; false when even that is too little.</summary>
    private bool MakeRoomForSound(int bytes)
    {
        if (_soundBytes + bytes <= options.SoundBytes) return true;
        if (_frames is null) return _soundBytes == 0;
        var kept = new Queue<Frame>();
        foreach (var waiting in _frames)
        {
            if (_soundBytes + bytes <= options.SoundBytes || waiting.Sound == 0) kept.Enqueue(waiting);
            else
            {
                _soundBytes -= waiting.Sound;
                DeliveryMetrics.SoundDropped.Add(1);
                if (waiting.WithoutSound is not { } silent) continue;
                kept.Enqueue(waiting with { Json = silent, Sound = 0 });
            }
        }
        _frames = kept;
        return _soundBytes + bytes <= options.SoundBytes || _soundBytes == 0;
    }

    private bool HasOnlyProgress()
    {
        foreach (var frame in _frames!)
        {
            if (frame.Kind != EventKind.Progress) return false;
        }
        return true;
    }

    private bool CanWrite() => !_isWriting && !_isHeld && _closing is null && _corks == 0 && _frames is { Count: > 0 };

    /// <summary>Whether the writer must begin; then it counts as begun.</summary>
    private bool MayWrite() => CanWrite() && (_isWriting = true);

    private async Task WriteAsync()
    {
        try
        {
            // Called in the middle of a grain's turn as a rule: what follows an await must not go back there.
            Step step;
            while ((step = Next(out var json)) is Step.Send or Step.Flush)
            {
                if (step == Step.Send) await sink.SendAsync(json).ConfigureAwait(false);
                else await sink.FlushAsync().ConfigureAwait(false);
            }
            if (step == Step.Close) await SayGoodbyeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            sink.Abort();
            Gone();
        }
    }

    /// <summary>Ends the writer's stay; false when it has still to say goodbye.</summary>
    private bool TryStop()
    {
        lock (_gate)
        {
            _isWriting = _closing is not null;
            return !_isWriting;
        }
    }

    private async Task SayGoodbyeAsync()
    {
        try
        {
            await sink.CloseAsync(_closing!.Value, Math.Max(_sentThrough, _skipThrough)).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            sink.Abort();
        }
        Gone();
    }

    private async Task CutAsync()
    {
        await Task.Delay(options.CloseTimeout, time).ConfigureAwait(false);
        sink.Abort();
    }

    private void Gone()
    {
        TaskCompletionSource closed;
        TaskCompletionSource? paused;
        lock (_gate)
        {
            _closing ??= SocketClose.GoingAway;
            _frames = null;
            closed = _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (paused, _paused) = (_paused, null);
        }
        closed.TrySetResult();
        paused?.TrySetResult();
    }

    /// <summary>What the writer does next; when it stops, it is no more under way.</summary>
    private Step Next(out byte[] json)
    {
        TaskCompletionSource? paused;
        bool isClosing;
        json = [];
        lock (_gate)
        {
            while (!_isHeld && _frames is not null && _frames.TryDequeue(out var frame))
            {
                _bytes -= frame.Text;
                _soundBytes -= frame.Sound;
                if (IsStale(frame)) continue;
                json = frame.Json;
                _sentThrough = Math.Max(_sentThrough, frame.Seq);
                _isDirty = true;
                return Step.Send;
            }
            if (_isDirty)
            {
                _isDirty = false;
                return Step.Flush;
            }
            _isWriting = isClosing = _closing is not null;
            (paused, _paused) = (_paused, null);
        }
        paused?.TrySetResult();
        // Decided in the lock: a close that comes now finds no writer, and says goodbye itself.
        return isClosing ? Step.Close : Step.Stop;
    }

    private static bool IsBroken(Exception failure) =>
        failure is IOException or OperationCanceledException or InvalidOperationException or System.Net.WebSockets.WebSocketException;

    private bool IsStale(in Frame frame) => (frame.Seq > 0 && frame.Seq <= _skipThrough) || (frame.Kind is EventKind.Progress or EventKind.Audio && frame.Epoch < _epoch);

    private enum Step
    {
        Send,
        Flush,
        Close,
        Stop,
    }

    /// <param name="Json">The frame.</param>
    /// <param name="Seq">Of an event, its number.</param>
    /// <param name="Epoch">Of an event, its epoch.</param>
    /// <param name="Kind">What may be done with it.</param>
    /// <param name="Sound">How many of its bytes are sound.</param>
    /// <param name="WithoutSound">The frame without its sound.</param>
    private readonly record struct Frame(byte[] Json, long Seq, long Epoch, EventKind Kind, int Sound = 0, byte[]? WithoutSound = null)
    {
        public int Text => Json.Length - Sound;
    }
}
