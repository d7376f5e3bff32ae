using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Actors.Speech;

/// <summary>What our engines put into answers besides the sound, and where.</summary>
internal static class SpeechAnswer
{
    private const string Words = "words";
    private const string Range = "range";

    /// <summary>An answer with WAV sound and word timings.</summary>
    public static TextToSpeechResponse Of(Pcm sound, IReadOnlyList<SpokenWord> words) =>
        new([new DataContent(sound.ToWav(), "audio/wav")]) { AdditionalProperties = new() { [Words] = words } };

    /// <summary>The sound of an answer.</summary>
    public static Pcm SoundOf(TextToSpeechResponse answer) => Pcm.FromWav(answer.Contents.OfType<DataContent>().First().Data.Span);

    /// <summary>The word timings of an answer; empty when the engine gives none.</summary>
    public static IReadOnlyList<SpokenWord> WordsOf(TextToSpeechResponse answer) => answer.AdditionalProperties?.GetValueOrDefault(Words) as IReadOnlyList<SpokenWord> ?? [];

    /// <summary>How far the melody goes, as a factor: the one part of a mood that the options have no member for.</summary>
    public static float? RangeOf(TextToSpeechOptions? options) => options?.AdditionalProperties?.GetValueOrDefault(Range) as float?;

    /// <summary>A mood as options.</summary>
    public static TextToSpeechOptions Options(string language, in Prosody prosody) => new()
    {
        Language = language,
        Speed = prosody.Rate,
        Pitch = prosody.Pitch,
        Volume = prosody.Volume,
        AdditionalProperties = new() { [Range] = prosody.Range },
    };

    /// <summary>An answer as a stream of one.</summary>
    public static async IAsyncEnumerable<TextToSpeechResponseUpdate> AsOneUpdate(Task<TextToSpeechResponse> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var update in (await answer.WaitAsync(cancellationToken)).ToTextToSpeechResponseUpdates()) yield return update;
    }
}
