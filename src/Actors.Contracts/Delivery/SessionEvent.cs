namespace Actors.Delivery;

/// <summary>What a full outbox and a stop may do with an event.</summary>
[GenerateSerializer, Alias("delivery.event-kind")]
public enum EventKind
{
    /// <summary>Part of a turn under way: worthless once the turn was interrupted.</summary>
    Progress,

    /// <summary>The end of a turn. Never dropped.</summary>
    Final,

    /// <summary>Sound of a turn: the oldest goes first when a reader is slow.</summary>
    Audio,

    /// <summary>A change that every client must see, at any time. Never dropped.</summary>
    Change,
}

/// <summary>Something that happened in a session, ready for the wire. Never changed after it was made.</summary>
/// <param name="Turn">The turn it belongs to.</param>
/// <param name="Seq">Its number, rising within the session, also over restarts; there may be gaps.</param>
/// <param name="Epoch">Rises with every stop; progress of an older epoch must not be sent once a newer epoch was seen.</param>
/// <param name="Kind">How it may be treated on the way.</param>
/// <param name="Json">The frame: one JSON object, UTF-8. Shared by all readers, so nobody may write to it.</param>
/// <param name="Previous">The number of the event before it, as far as that is known: who has not seen that one has missed something.</param>
[GenerateSerializer, Immutable, Alias("delivery.session-event")]
public sealed record SessionEvent(
    [property: Id(0)] long Turn,
    [property: Id(1)] long Seq,
    [property: Id(2)] long Epoch,
    [property: Id(3)] EventKind Kind,
    [property: Id(4)] byte[] Json,
    [property: Id(5)] long Previous = 0);
