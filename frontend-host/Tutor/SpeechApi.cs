using Actors.Auth;
using Actors.Errors;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>Speaks a text on request: a message of the history, a word.</summary>
internal static class SpeechApi
{
    public static void MapSpeech(this WebApplication app) => app.MapGroup("/api/ai").WithTags("Speech").MapPost("/text-to-speech", SpeakAsync);

    private static async Task<IResult> SpeakAsync(HttpContext context, SpeechBody body, Visitors visitors, Speaker speaker)
    {
        if (visitors.Known(context.Request) is null) return Envelope.Error(context, Problem.Unauthorized);
        var text = TextRules.Clean(body.Text ?? "");
        if (text.Length == 0) return Envelope.Error(context, Problem.EmptyMessage);
        if (text.Length > TextRules.MaxMessage) return Envelope.Error(context, Problem.MessageTooLong);
        if (!speaker.IsOn) return Envelope.Error(context, Problem.NoSpeech);
        try
        {
            var prosody = Prosody.Of(ReplyParser.Member<TutorEmotion>(body.Emotion), body.SulkingLevel ?? 0);
            if (await speaker.SpeakAsync(text, prosody, AudioEncoder.Of(body.Format), context.RequestAborted) is not { } spoken) return Envelope.Error(context, Problem.EmptyMessage);
            return Envelope.Ok(new
            {
                audio_base64 = Convert.ToBase64String(spoken.Bytes),
                audio_format = AudioEncoder.NameOf(spoken.Format),
                spoken.DurationMs,
                words = spoken.Words.Select(static word => new { word.Start, word.Length, word.AtMs }),
            });
        }
        catch (SpeechException failure)
        {
            return Envelope.Error(context, failure.Code == SpeechException.Busy ? Problem.SpeechBusy : Problem.SpeechFailed);
        }
    }

    private sealed record SpeechBody(string? Text, string? Emotion, int? SulkingLevel, string? Format);
}
