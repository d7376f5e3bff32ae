using System.Collections.Immutable;

namespace Actors.Delivery;

/// <summary>
/// The events of one session on their way to its sockets of this host: in order, each once. On a cluster they may come by several ways,
/// overtake each other, get lost with a gateway, or come from an activation that does not know that it was replaced. Thread-safe.
/// </summary>
/// <param name="session">The session's key.</param>
/// <param name="happened">Is told of each event that goes out.</param>
internal sealed class SessionFeed(string session, Action<string, SessionEvent>? happened)
{
    private const int MostEarly = 1024;

    private readonly Lock _gate = new();
    private ImmutableArray<Attachment> _attachments = [];
    private SortedList<long, SessionEvent>? _early;
    private long _last = -1;
    private bool _isOver;

    public ImmutableArray<Attachment> Attachments => _attachments;

    public int Count => _attachments.Length;

    /// <summary>The latest event that went out; null before the first is known.</summary>
    public long? Last
    {
        get
        {
            lock (_gate) return _last < 0 ? null : _last;
        }
    }

    /// <summary>Adds a socket; false when the feed has ended with its last one.</summary>
    public bool TryAdd(Attachment attachment)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            _attachments = _attachments.Add(attachment);
            return true;
        }
    }

    /// <summary>Removes a socket; true when it was the last and the feed has ended.</summary>
    public bool Remove(Attachment attachment)
    {
        lock (_gate)
        {
            _attachments = _attachments.Remove(attachment);
            return _isOver |= _attachments.IsEmpty;
        }
    }

    /// <summary>A socket was attached to the session as it is after this event. False when events that have come wait for one that is missing.</summary>
    public bool Begin(long seq)
    {
        lock (_gate)
        {
            if (_last >= 0) return true;
            _last = seq;
            Release(seq);
            return _early is null;
        }
    }

    /// <summary>Whether events wait for one that has not come.</summary>
    public bool HasGap
    {
        get
        {
            lock (_gate) return _early is not null;
        }
    }

    /// <summary>
    /// Takes an event as it comes. False when it is the first before which one is missing: it waits, and unless that comes soon it must be
    /// fetched.
    /// </summary>
    public bool Take(SessionEvent next)
    {
        lock (_gate)
        {
            if (_last >= 0 && next.Seq <= _last) return true;
            if (_last < 0 || next.Previous > _last)
            {
                // Before the first socket has begun nobody can tell what is missing.
                var isKnown = _last < 0 || _early is not null;
                _early ??= [];
                _early[next.Seq] = next;
                if (_early.Count > MostEarly) Release(long.MaxValue);
                return isKnown;
            }
            GiveOut(next);
            Release(next.Seq);
            return true;
        }
    }

    /// <summary>Takes what was fetched: all that was missed is in it, or is lost for good.</summary>
    public void Fill(Attached attached)
    {
        lock (_gate)
        {
            if (attached.IsTooOld)
            {
                foreach (var attachment in _attachments) attachment.Outbox.Add(ControlFrames.TooOld);
            }
            foreach (var missed in attached.Replay)
            {
                if (missed.Seq > _last) GiveOut(missed);
            }
            _last = Math.Max(_last, attached.Seq);
            Release(long.MaxValue);
        }
    }

    /// <summary>What is missing cannot be fetched: gives out what waits for it.</summary>
    public void GiveUp()
    {
        lock (_gate) Release(long.MaxValue);
    }

    /// <summary>Gives out what waited for an event up to <paramref name="through"/>.</summary>
    private void Release(long through)
    {
        while (_early is { Count: > 0 } early && early.Values[0] is var next && (next.Seq <= _last || next.Previous <= through))
        {
            early.RemoveAt(0);
            if (next.Seq <= _last) continue;
            GiveOut(next);
            if (through < long.MaxValue) through = next.Seq;
        }
        if (_early is { Count: 0 }) _early = null;
    }

    private void GiveOut(SessionEvent next)
    {
        _last = next.Seq;
        foreach (var attachment in _attachments) attachment.Deliver(next);
        happened?.Invoke(session, next);
    }
}
