using System.Globalization;
using Actors.Language;
using Microsoft.Extensions.AI;

namespace Actors.Speech.Espeak;

/// <summary>espeak-ng: Chinese by our own pinyin, Vietnamese, Arabic, English. Gives word timings.</summary>
internal sealed class EspeakClient(EspeakPool pool, Transcriber transcriber, string name) : ITextToSpeechClient
{
    private const int WordsAMinute = 150;
    private const int Pitch = 50;
    private const int Range = 60;
    private const int Loudness = 100;
    private static readonly Dictionary<string, string> Voices = new(StringComparer.Ordinal) { ["zh"] = "cmn-latn-pinyin+f2", ["vi"] = "vi+f2", ["ar"] = "ar+f2", ["en"] = "en-us+f2" };

    /// <summary>The languages that it speaks.</summary>
    public static IReadOnlyCollection<string> Languages => Voices.Keys;

    public async Task<TextToSpeechResponse> GetAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
    {
        var language = options?.Language ?? "zh";
        var (line, places) = language == "zh" ? PinyinLine.Of(text, transcriber) : (OneLine(text), null);
        var asked = string.Join('\t', Voices[language], Scaled(WordsAMinute, options?.Speed), Scaled(Pitch, options?.Pitch),
            Scaled(Range, SpeechAnswer.RangeOf(options)), Scaled(Loudness, options?.Volume), line);
        var (sound, words) = await pool.SpeakAsync(asked, cancellationToken) ?? throw new InvalidOperationException($"espeak-ng has no voice for {language}.");
        return SpeechAnswer.Of(sound, [.. words.Select(word => Place(word.Place, word.Ms)).OfType<SpokenWord>().DistinctBy(static word => word.Start)]);

        SpokenWord? Place(int at, int ms)
        {
            if (places is not null) return places.TryGetValue(at, out var word) ? new SpokenWord(word.Start, word.Length, ms) : null;
            if (at < 0 || at >= line.Length || !char.IsLetterOrDigit(line[at])) return null;
            var end = at;
            while (end < line.Length && line[end] != ' ') end++;
            return new SpokenWord(at, end - at, ms);
        }
    }

    public IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default) =>
        SpeechAnswer.AsOneUpdate(GetAudioAsync(text, options, cancellationToken), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(TextToSpeechClientMetadata) ? new TextToSpeechClientMetadata(name) : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => pool.Dispose();

    // The line's characters stand where they stood in the text.
    private static string OneLine(string text) => text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');

    private static string Scaled(int value, float? factor) => ((int)Math.Round(value * (factor ?? 1))).ToString(CultureInfo.InvariantCulture);
}
