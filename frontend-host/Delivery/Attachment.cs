namespace Actors.Delivery;

/// <summary>One client of a session: its outbox, and how events look to it. As it is here, as to everybody.</summary>
/// <param name="session">The session's grain key.</param>
/// <param name="outbox">Its frames.</param>
internal class Attachment(string session, Outbox outbox)
{
    public string Session { get; } = session;

    public Outbox Outbox { get; } = outbox;

    /// <summary>Puts an event into the outbox, now or when its sound is there. Called in the order of the events; never waits.</summary>
    public virtual void Deliver(SessionEvent happened) => Outbox.Add(happened, happened.Json);

    /// <summary>The frame of an event that this client missed; <paramref name="isLatest"/> when no later turn has ended.</summary>
    public virtual ValueTask<byte[]> PresentAsync(SessionEvent happened, bool isLatest) => new(happened.Json);
}
