using Orleans.Concurrency;

namespace Actors.Delivery;

/// <summary>
/// A session that clients attach to. A socket is an attachment, never the session: any number may be attached at once,
/// and all see the same events in the same order.
/// </summary>
[Alias("delivery.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Names the host as a receiver of events and returns what the session is doing, with the events after
    /// <see cref="AttachSession.After"/>. Events that follow the returned <see cref="Attached.Seq"/> go to the host, for five minutes or
    /// until it attaches or commands again.
    /// </summary>
    [Alias("Attach"), AlwaysInterleave]
    Task<Attached> Attach(AttachSession command);
}

/// <summary>A front-end host, as sessions see it: one for all its sockets.</summary>
[Alias("delivery.IHostObserver")]
public interface IHostObserver : IGrainObserver
{
    /// <summary>
    /// Takes an event of a session for all sockets of this host. Returns at once; events of one session come in the order
    /// of their numbers.
    /// </summary>
    [OneWay, Alias("Deliver")]
    Task Deliver(string session, SessionEvent happened);

    /// <summary>The session's activation ends, or moves: whoever has clients of it must attach again to get what follows.</summary>
    [OneWay, Alias("Ended")]
    Task Ended(string session);
}

/// <summary>Attaches a host to a session.</summary>
/// <param name="Host">Who gets the events.</param>
/// <param name="After">The last event that the client has seen; null when it wants none replayed.</param>
[GenerateSerializer, Immutable, Alias("delivery.attach-session")]
public sealed record AttachSession([property: Id(0)] IHostObserver Host, [property: Id(1)] long? After);

/// <summary>The state of a session at the moment of attaching.</summary>
/// <param name="Turn">The latest turn.</param>
/// <param name="Seq">The latest event that is known; later ones are delivered live.</param>
/// <param name="IsGenerating">Whether a turn is under way.</param>
/// <param name="Replay">The events that the client missed, in order.</param>
/// <param name="IsTooOld">Some of what it missed is not held any more: it must load the history.</param>
[GenerateSerializer, Immutable, Alias("delivery.attached")]
public sealed record Attached(
    [property: Id(0)] long Turn,
    [property: Id(1)] long Seq,
    [property: Id(2)] bool IsGenerating,
    [property: Id(3)] IReadOnlyList<SessionEvent> Replay,
    [property: Id(4)] bool IsTooOld);
