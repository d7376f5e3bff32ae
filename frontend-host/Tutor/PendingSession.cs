using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>A message whose turn has not ended.</summary>
/// <param name="command">The message.</param>
/// <param name="tell">Is told what became of it, once and only where no event tells it; null when no silo answered.</param>
/// <param name="since">When it came, a timestamp of the clock.</param>
internal sealed class PendingTurn(StartChat command, Action<ChatOutcome?> tell, long since)
{
    public long Since { get; } = since;

    /// <summary>Its turn; 0 until the session has said so.</summary>
    public long Turn { get; set; }

    /// <summary>Whether a session has taken it: then it is not refused any more because she is busy.</summary>
    public bool WasAccepted { get; set; }

    /// <summary>The message as it is sent again. It stops nobody: what is under way may be later than it.</summary>
    public StartChat Again => command with { IsAgain = true, Policy = WasAccepted || command.Policy != DoubleText.Reject ? DoubleText.Queue : DoubleText.Reject };

    public void Tell(ChatOutcome? outcome) => tell(outcome);
}

/// <summary>The pending messages of one session. Thread-safe.</summary>
internal sealed class PendingSession(ITutorSessionGrain grain, TimeProvider time)
{
    /// <summary>The most that two events of one activation are apart: the number between may be a sound's.</summary>
    private const int MostApart = 2;

    private readonly Lock _gate = new();
    private readonly List<PendingTurn> _pending = [];
    private readonly HashSet<long> _ended = [], _finals = [];
    private long _lastSign = time.GetTimestamp();
    private TaskCompletionSource<bool>? _resending;
    private bool _isOver;

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

    /// <summary>Removes a message; false when it was not pending any more. <paramref name="isOver"/> when none is.</summary>
    public bool Remove(PendingTurn pending, out bool isOver)
    {
        lock (_gate)
        {
            var wasPending = _pending.Remove(pending);
            isOver = _isOver |= _pending.Count == 0;
            return wasPending;
        }
    }

    public bool IsPending(PendingTurn pending)
    {
        lock (_gate) return _pending.Contains(pending);
    }

    /// <summary>The messages that came so long ago.</summary>
    public IReadOnlyList<PendingTurn> OlderThan(TimeSpan age)
    {
        lock (_gate) return [.. _pending.Where(pending => time.GetElapsedTime(pending.Since) >= age)];
    }

    /// <summary>The session has said which turn the message is; true when that has ended already.</summary>
    public bool Knows(PendingTurn pending, long turn)
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
            pending.Turn = turn;
            pending.WasAccepted = true;
            return _ended.Contains(turn);
        }
    }

    /// <summary>Whether this end of a turn went out while messages were pending.</summary>
    public bool HasHeard(SessionEvent final)
    {
        lock (_gate) return _finals.Contains(final.Seq);
    }

    /// <summary>An event has come: the session lives. True when it was the end of the last message.</summary>
    public bool Heard(SessionEvent happened)
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
            // A new activation knows nothing of turns that were under way: it may give their numbers to other messages.
            if (happened.Seq - happened.Previous > MostApart) ForgetTurns();
            if (happened.Kind != EventKind.Final) return false;
            _ended.Add(happened.Turn);
            _finals.Add(happened.Seq);
            _pending.RemoveAll(pending => pending.Turn == happened.Turn);
            return _isOver |= _pending.Count == 0;
        }
    }

    /// <summary>Whether nothing was heard of the session for so long.</summary>
    public bool IsSilentFor(TimeSpan most)
    {
        lock (_gate) return _resending is null && time.GetElapsedTime(_lastSign) >= most;
    }

    /// <summary>Whether something is sent again, or should be.</summary>
    public bool IsInDoubtAfter(TimeSpan silence)
    {
        lock (_gate) return _pending.Count > 0 && (_resending is not null || time.GetElapsedTime(_lastSign) >= silence);
    }

    /// <summary>What is to be sent again, oldest first; null while that is done already. <paramref name="done"/> tells when it is, and whether there was something.</summary>
    public IReadOnlyList<PendingTurn>? BeginResend(out Task<bool> done)
    {
        lock (_gate)
        {
            var isUnderWay = _resending is not null;
            _resending ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _resending.Task;
            return isUnderWay ? null : [.. _pending];
        }
    }

    public void EndResend(bool wasAny)
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
            _resending!.SetResult(wasAny);
            _resending = null;
        }
    }

    private void ForgetTurns()
    {
        _ended.Clear();
        foreach (var pending in _pending) pending.Turn = 0;
    }
}
