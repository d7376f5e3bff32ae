using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>A client that asked for sound where there is no engine: each reply says so, beside its <c>audio_base64: null</c>.</summary>
internal sealed class UnvoicedAttachment(string session, Outbox outbox) : Attachment(session, outbox)
{
    public override void Deliver(SessionEvent happened) => Outbox.Add(happened, Say(happened));

    public override ValueTask<byte[]> PresentAsync(SessionEvent happened, bool isLatest) => new(Say(happened));

    private static byte[] Say(SessionEvent happened) => SpeechFrames.IsReply(happened) ? SpeechFrames.Without(happened.Json, SpeechFrames.NoEngine) : happened.Json;
}
