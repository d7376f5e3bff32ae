using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Actors.Delivery;

/// <summary>
/// The events of a session: gives out their numbers, holds the latest for clients that come back, and hands each to every
/// attached host. The part of a session grain that is the same for tutor, devices, speaking and rooms. For use in the
/// grain's turns only.
/// </summary>
/// <remarks>
/// Numbers are reserved ahead in the grain's state (<see cref="Ceiling"/>): a restarted session begins above what was
/// reserved, so a number that a client may have seen is never used again.
/// </remarks>
public sealed class SessionLog
{
    /// <summary>How many turns back events are held.</summary>
    public const int HeldTurns = 20;

    /// <summary>How many numbers are reserved with each write.</summary>
    public const int Reserve = 1024;

    /// <summary>How many events are held at most, however many a turn has.</summary>
    public const int MaxHeld = 4096;

    private static readonly TimeSpan HostLife = TimeSpan.FromMinutes(5);

    private readonly string _session;
    private readonly Queue<SessionEvent> _held = new();
    private readonly ObserverManager<IHostObserver> _hosts;

    // The usual case, one host: a session then costs no dictionary of observers and a delivery no enumeration.
    private IHostObserver? _onlyHost;
    private long _floor, _skipped;

    // The latest event that is known; unlike Seq it is never a number that nothing bears.
    private long _previous;

    /// <summary>Begins the log of an activation.</summary>
    /// <param name="session">The session's grain key, by which hosts find its sockets.</param>
    /// <param name="ceiling">The last number reserved in the state; 0 for a new session.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where dropped hosts are noted.</param>
    public SessionLog(string session, long ceiling, TimeProvider time, ILogger log)
    {
        _session = session;
        Seq = Ceiling = Epoch = ceiling;
        _hosts = new(HostLife, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    /// <summary>The number of the latest event, or of the last one reserved before a restart.</summary>
    public long Seq { get; private set; }

    /// <summary>The last number that may be given out; the state says the same.</summary>
    public long Ceiling { get; private set; }

    /// <summary>
    /// Rises with every stop and with every activation. It is the number of the event that made the rest stale, so that it
    /// rises over a restart without being stored.
    /// </summary>
    public long Epoch { get; private set; }

    /// <summary>The number of the next event.</summary>
    public long NextSeq => Seq + _skipped + 1;

    /// <summary>Whether <paramref name="count"/> more numbers are reserved.</summary>
    public bool HasReserved(int count) => Seq + _skipped + count <= Ceiling;

    /// <summary>The ceiling to write into the state with its next write.</summary>
    public long NextCeiling => Math.Max(Ceiling, Seq + Reserve);

    /// <summary>The state was written with this ceiling.</summary>
    public void Reserved(long ceiling) => Ceiling = ceiling;

    /// <summary>Makes everything under way stale.</summary>
    public long RaiseEpoch() => Epoch = NextSeq;

    /// <summary>Takes back events from before a restart: the final ones of the latest turns, in order.</summary>
    public void Restore(IEnumerable<SessionEvent> finals, long floor)
    {
        _floor = _previous = floor;
        foreach (var final in finals)
        {
            _held.Enqueue(final with { Previous = _previous });
            _previous = final.Seq;
        }
    }

    /// <summary>Gives the event to all hosts, and holds it. <paramref name="json"/> must carry <see cref="NextSeq"/>.</summary>
    public SessionEvent Emit(long turn, EventKind kind, byte[] json)
    {
        if (NextSeq > Ceiling) throw new InvalidOperationException($"Session {_session} has given out all {Ceiling} reserved numbers.");
        (Seq, _skipped) = (NextSeq, 0);
        var happened = new SessionEvent(turn, Seq, Epoch, kind, json, _previous);
        _previous = Seq;
        Hold(happened);
        if (_onlyHost is not null) _ = _onlyHost.Deliver(_session, happened);
        else DeliverToAll(happened);
        return happened;
    }

    /// <summary>Leaves the next number to something that is not an event of the session: its latest event stays what it was.</summary>
    public void Skip() => _skipped = 1;

    /// <summary>Names or renews a host. Every command names its host, so that a moved or restarted session has it back.</summary>
    public void Attend(IHostObserver host)
    {
        if (ReferenceEquals(_onlyHost, host)) return;
        if (_hosts.Count == 0 && (_onlyHost is null || _onlyHost.Equals(host)))
        {
            _onlyHost = host;
            return;
        }
        if (_onlyHost is not null) _hosts.Subscribe(_onlyHost, _onlyHost);
        _onlyHost = null;
        _hosts.Subscribe(host, host);
    }

    /// <summary>Tells all hosts that this activation ends: they will find the next one.</summary>
    public void Leave()
    {
        if (_onlyHost is not null) _ = _onlyHost.Ended(_session);
        else _ = _hosts.Notify(host => host.Ended(_session));
    }

    /// <summary>What a client that has seen everything up to <paramref name="after"/> has missed.</summary>
    public Attached Attach(IHostObserver host, long? after, long turn, bool isGenerating)
    {
        Attend(host);
        // Not the number that was reserved before a restart: an event of the time before may still be on its way.
        if (after is not { } seen) return new(turn, _previous, isGenerating, [], IsTooOld: false);
        var isKnown = seen >= _floor && seen <= Seq + _skipped;
        return new(turn, _previous, isGenerating, isKnown ? [.. _held.Where(e => e.Seq > seen)] : [], !isKnown);
    }

    /// <summary>Forgets what was held; who comes back must load the history.</summary>
    public void Forget()
    {
        _held.Clear();
        _floor = Seq;
    }

    private void DeliverToAll(SessionEvent happened) => _ = _hosts.Notify(host => host.Deliver(_session, happened));

    private void Hold(SessionEvent happened)
    {
        _held.Enqueue(happened);
        if (_held.Count > MaxHeld) _floor = _held.Dequeue().Seq;
        // Ended turns count: those that wait or are under way must not push them out.
        if (happened.Kind != EventKind.Final) return;
        while (_held.TryPeek(out var oldest) && oldest.Turn <= happened.Turn - HeldTurns) _floor = _held.Dequeue().Seq;
    }
}
