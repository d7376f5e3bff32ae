using Actors.Delivery;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>
/// A client that wants the sound beside the reply: all of it after the reply, or (<paramref name="isStreamed"/>) sentence by
/// sentence, the first while the last is not yet written. The reply itself never waits. Sound keeps its order.
/// </summary>
internal sealed class SeparateAttachment(string session, Outbox outbox, TurnVoice voice, AudioFormat format, bool isStreamed) : Attachment(session, outbox)
{
    private readonly Dictionary<long, SpokenTurn> _turns = [];
    private Prosody _lately = Prosody.Neutral;
    private Task _tail = Task.CompletedTask;

    public override void Deliver(SessionEvent happened)
    {
        Outbox.Add(happened, happened.Json);
        if (isStreamed || SpeechFrames.IsReply(happened)) Follow(happened, TutorEvent.Of(happened));
    }

    // Events come one after another, so this needs no lock; what is spoken comes back on the pool and touches only the outbox.
    private void Follow(SessionEvent happened, in TutorEvent what)
    {
        if (what.Status is "typing" or "restart")
        {
            if (_turns.TryGetValue(happened.Turn, out var lost)) lost.Stop.Cancel();
            _turns[happened.Turn] = new SpokenTurn(new CancellationTokenSource());
        }
        else if (what.Status == "delta" && _turns.TryGetValue(happened.Turn, out var growing))
        {
            growing.Emotion ??= what.Emotion;
            foreach (var (start, text) in growing.Sentences.Add(what.Text)) Say(happened, happened.Seq, what.Id, growing, start, text, growing.Emotion is { } face ? Prosody.Of(face, 0) : _lately, isLast: false);
        }
        else if (happened.Kind == EventKind.Final)
        {
            _turns.Remove(happened.Turn, out var ended);
            if (what.Status == "success") Finish(happened, what, ended ?? new SpokenTurn(new CancellationTokenSource()));
            else ended?.Stop.Cancel();
        }
    }

    private void Finish(SessionEvent reply, in TutorEvent what, SpokenTurn turn)
    {
        _lately = what.Prosody;
        if (!isStreamed)
        {
            Say(reply, reply.Seq + 1, what.Id, turn, 0, null, what.Prosody, isLast: true, what.Text);
            return;
        }
        // What came while this client was away was not heard: it hears the reply from where it came in.
        foreach (var (start, text) in turn.Sentences.Add(what.Text[Math.Min(turn.Sentences.Taken, what.Text.Length)..])) Say(reply, reply.Seq + 1, what.Id, turn, start, text, what.Prosody, isLast: false);
        var (at, rest) = turn.Sentences.Finish() ?? (what.Text.Length, "");
        Say(reply, reply.Seq + 1, what.Id, turn, at, rest, what.Prosody, isLast: true);
    }

    private void Say(SessionEvent cause, long seq, string? id, SpokenTurn turn, int start, string? sentence, Prosody prosody, bool isLast, string? whole = null)
    {
        var part = new SpokenPart(turn.Said++, sentence, isLast);
        var stop = turn.Stop.Token;
        var spoken = Task.Run(() => sentence is null ? voice.SpeakAsync(cause.Turn, whole!, prosody, format, stop) : voice.SpeakSentenceAsync(cause.Turn, part.Number, sentence, prosody, format, stop), stop);
        _tail = SendAsync(_tail, spoken, part, sound => new SessionEvent(cause.Turn, seq, cause.Epoch, EventKind.Audio,
            SpeechFrames.Audio(cause.Turn, seq, id, sound.Spoken is { } made ? new Sound(made, start) : null, part, sound.Error)));
    }

    private async Task SendAsync(Task before, Task<PackedSpeech?> speaking, SpokenPart part, Func<(PackedSpeech? Spoken, string? Error), SessionEvent> frame)
    {
        // On the pool from here: this is called in the middle of a grain's turn.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var spoken = await speaking.ConfigureAwait(false);
            // A sentence of signs alone is passed over, but not the end.
            if (spoken is null && part.Text is not null && !part.IsLast) return;
            Add(frame((spoken, spoken is null && part.Text is null ? SpeechFrames.NothingToSpeak : null)));
        }
        catch (SpeechException failure)
        {
            Add(frame((null, failure.Code)));
        }
        catch (OperationCanceledException)
        {
            // Stopped: nothing is sent.
        }
    }

    private void Add(SessionEvent sound) => Outbox.Add(sound, sound.Json);

    /// <summary>A turn that is being spoken.</summary>
    private sealed class SpokenTurn(CancellationTokenSource stop)
    {
        public CancellationTokenSource Stop { get; } = stop;

        public Sentences Sentences { get; } = new();

        public TutorEmotion? Emotion { get; set; }

        public int Said { get; set; }
    }
}
