namespace Actors.Language;

/// <summary>An entry of the lexicon.</summary>
/// <param name="Chinese">The word.</param>
/// <param name="Pinyin">Its pinyin, citation tones, a syllable a character.</param>
/// <param name="Vietnamese">Its meanings in Vietnamese.</param>
/// <param name="English">Its meanings in English.</param>
/// <param name="Level">1 (first words) to 6.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Example">A sentence with it.</param>
/// <param name="ExampleEnglish">The same in English.</param>
internal sealed record Word(
    string Chinese, string Pinyin, string Vietnamese, string English, int Level, string Topic, Saying Example, string ExampleEnglish)
{
    /// <summary>The meanings as she gives them: Vietnamese, with the English in brackets.</summary>
    public string Gloss => $"{Vietnamese} ({English})";

    /// <summary>The first meaning in Vietnamese, for options and questions.</summary>
    public string ShortGloss => Vietnamese.Split(';', 2)[0].Trim();
}
