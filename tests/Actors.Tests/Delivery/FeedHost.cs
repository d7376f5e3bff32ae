using Actors.Delivery;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>A front end's delivery without a server: its table of sockets on a clock that tests move, and what comes through it.</summary>
internal sealed class FeedHost(TimeSpan resendAfter = default) : IDisposable
{
    private Linger? _linger;

    public ManualTime Time { get; } = new();

    public DeliveryOptions Options { get; } = new() { ResendAfter = resendAfter };

    public ConnectionTable Table { get; } = new();

    public Linger Linger => _linger ??= new Linger(Time);

    /// <summary>An event whose predecessor is the one before it, unless another is named.</summary>
    public static SessionEvent Event(long seq, long? previous = null, long turn = 1, EventKind kind = EventKind.Progress) =>
        new(turn, seq, 0, kind, WireJson.Object(seq, static (json, n) => json.WriteNumber("seq"u8, n)), previous ?? seq - 1);

    /// <summary>What an attachment is told.</summary>
    public static Attached Attached(long seq, params SessionEvent[] replay) => new(1, seq, IsGenerating: false, replay, IsTooOld: false);

    /// <summary>A socket; it is not in the table.</summary>
    public SeenEvents Socket(string session = "s")
    {
        var frames = new FrameLog();
        return new SeenEvents(session, new Outbox(frames, Options, Time, Linger), frames);
    }

    /// <summary>A socket that was attached to a session as it is after an event.</summary>
    public (SeenEvents Socket, SessionFeed Feed) Attach(long seq, string session = "s")
    {
        var socket = Socket(session);
        var feed = Table.Add(socket);
        feed.Begin(seq);
        return (socket, feed);
    }

    public void Dispose() => _linger?.Dispose();

    /// <summary>A socket that keeps the events it gets.</summary>
    public sealed class SeenEvents(string session, Outbox outbox, FrameLog frames) : Attachment(session, outbox)
    {
        public FrameLog Frames { get; } = frames;

        public List<long> Seqs { get; } = [];

        public Action<long>? Delivered { get; set; }

        public override void Deliver(SessionEvent happened)
        {
            Seqs.Add(happened.Seq);
            Delivered?.Invoke(happened.Seq);
        }
    }
}
