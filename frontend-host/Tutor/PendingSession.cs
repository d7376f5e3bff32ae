using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>A message whose turn has not ended.</summary>
/// <param name="command">The message.</param>
/// <param name="failed">Is told once when it came to nothing: how, or null when no silo answered.</param>
/// <param name="since">When it came, a timestamp of the clock.</param>
internal sealed class PendingTurn(StartChat command, Action<ChatStatus?> failed, long since)
{
    public StartChat Command { get; } = command;

    public long Since { get; } = since;

    /// <summary>Its turn; 0 until the session has said so.</summary>
    public long Turn { get; set; }

    public void Fail(ChatStatus? why) => failed(why);
}

/// <summary>The pending messages of one session. Thread-safe.</summary>
internal sealed class PendingSession(ITutorSessionGrain grain, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<PendingTurn> _pending = [];
    private readonly HashSet<long> _ended = [];
    private long _lastSign = time.GetTimestamp();
    private bool _isResending, _isOver;

    public ITutorSessionGrain Grain { get; } = grain;

    public int Count
    {
        get
        {
            lock (_gate) return _pending.Count;
        }
    }

    /// <summary>Adds a message; false when the last one has just gone and this object with it.</summary>
    public bool TryAdd(PendingTurn pending)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            if (_pending.Count == 0) _lastSign = time.GetTimestamp();
            _pending.Add(pending);
            return true;
        }
    }

    /// <summary>Removes a message; true when it was the last.</summary>
    public bool Remove(PendingTurn pending)
    {
        lock (_gate)
        {
            _pending.Remove(pending);
            return _isOver |= _pending.Count == 0;
        }
    }

    /// <summary>The session has said which turn the message is; true when that has ended already.</summary>
    public bool Knows(PendingTurn pending, long turn)
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
            pending.Turn = turn;
            return _ended.Contains(turn);
        }
    }

    /// <summary>An event has come: the session lives. True when it was the end of the last message.</summary>
    public bool Heard(SessionEvent happened)
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
            if (happened.Kind != EventKind.Final) return false;
            _ended.Add(happened.Turn);
            _pending.RemoveAll(pending => pending.Turn == happened.Turn);
            return _isOver |= _pending.Count == 0;
        }
    }

    /// <summary>Whether nothing was heard of the session for so long.</summary>
    public bool IsSilentFor(TimeSpan most)
    {
        lock (_gate) return !_isResending && time.GetElapsedTime(_lastSign) >= most;
    }

    /// <summary>What is to be sent again, oldest first; false while that is done already.</summary>
    public bool TryBeginResend(out IReadOnlyList<PendingTurn> pending)
    {
        lock (_gate)
        {
            pending = _isResending ? [] : [.. _pending];
            if (_isResending) return false;
            return _isResending = true;
        }
    }

    public void EndResend()
    {
        lock (_gate)
        {
            _isResending = false;
            _lastSign = time.GetTimestamp();
        }
    }
}
