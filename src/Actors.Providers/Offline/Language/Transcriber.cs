namespace Actors.Offline.Language;

/// <summary>
/// Pinyin of any Chinese that the lexicon covers: longest word first, then the character's usual reading among the words.
/// </summary>
internal sealed class Transcriber(Lexicon lexicon)
{
    private readonly Dictionary<char, string> _readings = Readings(lexicon);

    /// <summary>Citation pinyin, a syllable a character; a character that is in no word stands for itself.</summary>
    public string Transcribe(string chinese)
    {
        var syllables = new List<string>();
        for (var i = 0; i < chinese.Length; i++)
        {
            if (lexicon.LongestAt(chinese, i) is { } word)
            {
                syllables.Add(word.Pinyin);
                i += word.Chinese.Length - 1;
            }
            else if (PinyinRules.IsHan(chinese[i])) syllables.Add(_readings.GetValueOrDefault(chinese[i], chinese[i].ToString()));
        }
        return string.Join(' ', syllables);
    }

    private static Dictionary<char, string> Readings(Lexicon lexicon)
    {
        var counts = new Dictionary<(char, string), int>();
        foreach (var word in lexicon.Words)
        {
            Count(counts, word.Chinese, word.Pinyin);
            Count(counts, word.Example.Chinese, word.Example.Pinyin);
        }
        return counts.GroupBy(static pair => pair.Key.Item1).ToDictionary(static group => group.Key, static group => group.MaxBy(static pair => pair.Value).Key.Item2);
    }

    private static void Count(Dictionary<(char, string), int> counts, string chinese, string pinyin)
    {
        foreach (var (character, syllable) in chinese.Where(PinyinRules.IsHan).Zip(pinyin.Split(' ')))
        {
            counts[(character, syllable)] = counts.GetValueOrDefault((character, syllable)) + 1;
        }
    }
}
