namespace Actors.Delivery;

/// <summary>One client of a session: its outbox, and how events look to it.</summary>
/// <param name="session">The session's grain key.</param>
/// <param name="outbox">Its frames.</param>
/// <param name="present">Makes the frame of an event for this client; most look the same to all.</param>
internal sealed class Attachment(string session, Outbox outbox, Func<SessionEvent, byte[]> present)
{
    public string Session { get; } = session;

    public Outbox Outbox { get; } = outbox;

    /// <summary>Puts an event into the outbox.</summary>
    public void Deliver(SessionEvent happened) => Outbox.Add(happened, present(happened));

    /// <summary>The frame of an event for this client.</summary>
    public byte[] Present(SessionEvent happened) => present(happened);
}
