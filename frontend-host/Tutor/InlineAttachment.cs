using Actors.Delivery;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>
/// A client that wants the sound in the reply. The words have been shown before; the reply waits a moment for its sound and
/// then goes without. What happens meanwhile waits behind it, so that the order of events stays.
/// </summary>
internal sealed class InlineAttachment(string session, Outbox outbox, TurnVoice voice, AudioFormat format, TimeProvider time) : Attachment(session, outbox)
{
    private readonly Lock _gate = new();
    private Queue<SessionEvent>? _behind;

    public override void Deliver(SessionEvent happened)
    {
        lock (_gate)
        {
            if (_behind is not null)
            {
                _behind.Enqueue(happened);
                return;
            }
            if (!SpeechFrames.IsReply(happened))
            {
                Outbox.Add(happened, happened.Json);
                return;
            }
            _behind = new Queue<SessionEvent>();
        }
        // On the pool: this is called in the middle of a grain's turn.
        _ = Task.Run(() => DeliverRepliesAsync(happened));
    }

    public override async ValueTask<byte[]> PresentAsync(SessionEvent happened, bool isLatest)
    {
        if (!SpeechFrames.IsReply(happened)) return happened.Json;
        return isLatest ? (await SpeakAsync(happened)).Json : SpeechFrames.Without(happened.Json, SpeechFrames.NotAgain);
    }

    private async Task DeliverRepliesAsync(SessionEvent first)
    {
        for (var reply = first; reply is not null; reply = ToNextReply())
        {
            var (json, hasSound) = await SpeakAsync(reply);
            if (hasSound) Outbox.Add(reply, json, SpeechFrames.Without(reply.Json, SpeechException.Busy));
            else Outbox.Add(reply, json);
        }
    }

    /// <summary>Sends what has happened since, up to the next reply; null when that is all.</summary>
    private SessionEvent? ToNextReply()
    {
        lock (_gate)
        {
            while (_behind!.TryDequeue(out var next))
            {
                if (SpeechFrames.IsReply(next)) return next;
                Outbox.Add(next, next.Json);
            }
            _behind = null;
            return null;
        }
    }

    private async Task<(byte[] Json, bool HasSound)> SpeakAsync(SessionEvent reply)
    {
        using var patience = new CancellationTokenSource(voice.InlineWait, time);
        try
        {
            var said = TutorEvent.Of(reply);
            var spoken = await voice.SpeakAsync(reply.Turn, said.Text, said.Prosody, format, patience.Token);
            return spoken is null ? (SpeechFrames.Without(reply.Json, SpeechFrames.NothingToSpeak), false) : (SpeechFrames.With(reply.Json, new(spoken, Offset: 0)), true);
        }
        catch (SpeechException failure)
        {
            return (SpeechFrames.Without(reply.Json, failure.Code), false);
        }
        catch (OperationCanceledException)
        {
            return (SpeechFrames.Without(reply.Json, SpeechException.TooSlow), false);
        }
    }
}
