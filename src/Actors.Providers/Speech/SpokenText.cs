namespace Actors.Speech;

/// <summary>A text that was spoken.</summary>
/// <param name="Sound">The sound.</param>
/// <param name="Words">When each word begins, in order; empty where the engine does not say.</param>
public sealed record SpokenText(Pcm Sound, IReadOnlyList<SpokenWord> Words)
{
    /// <summary>Several texts, one after another with a pause between, at the rate of the first.</summary>
    public static SpokenText Join(IReadOnlyList<(int Start, SpokenText Spoken)> parts, TimeSpan pause)
    {
        if (parts is [(0, var only)]) return only;
        var rate = parts[0].Spoken.Sound.Rate;
        var samples = new List<short>();
        var words = new List<SpokenWord>();
        foreach (var (start, spoken) in parts)
        {
            if (samples.Count > 0) samples.AddRange(new short[(int)(rate * pause.TotalSeconds)]);
            var at = (int)(samples.Count * 1000L / rate);
            words.AddRange(spoken.Words.Select(word => new SpokenWord(start + word.Start, word.Length, at + word.AtMs)));
            samples.AddRange(spoken.Sound.At(rate).Samples);
        }
        return new(new Pcm([.. samples], rate), words);
    }
}
