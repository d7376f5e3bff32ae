using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>Speaks a text on request: a message of the history, a word.</summary>
internal static class SpeechApi
{
    public static void MapSpeech(this WebApplication app) => app.MapApi("/api/ai", "Speech").MapPost("/text-to-speech", SpeakAsync).For(Policies.User)
        .Answers<SpokenText>().Refuses(Problem.EmptyMessage, Problem.MessageTooLong, Problem.QuotaExceeded, Problem.NoSpeech, Problem.SpeechBusy, Problem.SpeechFailed)
        .Says("Speak a text", "Chinese, Vietnamese, English or Arabic, up to 2,000 characters, in a mood; as WAV, MP3 or Opus.");

    private static async Task<IResult> SpeakAsync(HttpContext context, SpeechBody body, CurrentUser user, Speaker speaker, SpeechQuota quota)
    {
        var text = TextRules.Clean(body.Text ?? "");
        if (text.Length == 0) return Envelope.Error(context, Problem.EmptyMessage);
        if (text.Length > TextRules.MaxMessage) return Envelope.Error(context, Problem.MessageTooLong);
        if (!speaker.IsOn) return Envelope.Error(context, Problem.NoSpeech);
        if (await quota.IsExhaustedAsync(user.Id)) return Envelope.Error(context, Problem.QuotaExceeded);
        try
        {
            var prosody = Prosody.Of(ReplyParser.Member<TutorEmotion>(body.Emotion), body.SulkingLevel ?? 0);
            if (await speaker.SpeakAsync(text, prosody, AudioEncoder.Of(body.Format), context.RequestAborted) is not { } spoken) return Envelope.Error(context, Problem.EmptyMessage);
            quota.Debit(user.Id, spoken.DurationMs);
            return Envelope.Ok(context, new SpokenText(Convert.ToBase64String(spoken.Bytes), AudioEncoder.NameOf(spoken.Format), spoken.DurationMs,
                spoken.Words.Select(static word => new HeardWord(word.Start, word.Length, word.AtMs))));
        }
        catch (SpeechException failure)
        {
            return Envelope.Error(context, failure.Code == SpeechException.Busy ? Problem.SpeechBusy : Problem.SpeechFailed);
        }
    }

    /// <summary>A text to be spoken.</summary>
    private sealed record SpeechBody(string? Text, string? Emotion, int? SulkingLevel, string? Format);

    /// <summary>When a word is heard: its place in the text in UTF-16 units, and its time from the beginning.</summary>
    private sealed record HeardWord(int Start, int Length, int AtMs);

    /// <summary>A spoken text.</summary>
    private sealed record SpokenText(string AudioBase64, string AudioFormat, int DurationMs, IEnumerable<HeardWord> Words);
}
