using System.Runtime.InteropServices;
using Actors.Tutor;

namespace Actors.Language;

/// <summary>A word of a text and how it is read.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Pinyin">Citation pinyin, a syllable a character, single spaces.</param>
internal readonly record struct ReadWord(int Start, int Length, string Pinyin)
{
    /// <summary>The word in its text.</summary>
    public string In(string text) => text.Substring(Start, Length);
}

/// <summary>
/// Pinyin of any Chinese, over the dictionary pack where it is installed and the lexicon: words first, then characters by their
/// neighbours, then by their usual reading. Thread-safe.
/// </summary>
internal sealed class Transcriber(Lexicon lexicon, Cedict dictionary) : IChineseReader
{
    private readonly WordReadings _words = new(dictionary, lexicon);
    private readonly CharacterReadings _characters = new(dictionary.Readings.Where(static entry => entry.Word.Length == 1)
        .Select(static entry => (entry.Word[0], entry.Pinyin)).Concat(FromExamples(lexicon)));

    /// <summary>Without the pack.</summary>
    public Transcriber(Lexicon lexicon)
        : this(lexicon, Cedict.Load(""))
    {
    }

    /// <summary>As it is shown, a syllable a character. Empty for a text without Chinese.</summary>
    public string PinyinOf(string chinese) => PinyinRules.Written(chinese, Transcribe(chinese));

    /// <summary>The words that a dictionary knows.</summary>
    public IReadOnlyList<string> WordsOf(string text) => [.. Words(text).Select(word => word.In(text)).Where(word => lexicon.Find(word) is not null || dictionary.Knows(word))];

    /// <summary>Citation pinyin, a syllable a character; a character that is in no word stands for itself.</summary>
    public string Transcribe(string chinese) => string.Join(' ', Words(chinese).Select(static word => word.Pinyin));

    /// <summary>The words of a text, with how each is read. What is not Chinese is left out.</summary>
    public List<ReadWord> Words(string chinese)
    {
        var words = new List<ReadWord>();
        for (var i = 0; i < chinese.Length;)
        {
            if (!PinyinRules.IsHan(chinese[i]))
            {
                i++;
                continue;
            }
            var end = i;
            while (end < chinese.Length && PinyinRules.IsHan(chinese[end])) end++;
            foreach (var length in _words.Cut(chinese.AsSpan(i, end - i)))
            {
                words.Add(new(i, length, length > 1 ? _words.Of(chinese.AsSpan(i, length)) : _characters.Of(chinese, i)));
                i += length;
            }
        }
        return words;
    }

    /// <summary>The words of a text as they are spoken: with tone sandhi.</summary>
    public List<ReadWord> SpokenWords(string chinese)
    {
        var words = Words(chinese);
        var syllables = PinyinRules.Spoken(chinese, string.Join(' ', words.Select(static word => word.Pinyin))).Split(' ');
        var at = 0;
        foreach (ref var word in CollectionsMarshal.AsSpan(words))
        {
            var count = word.Pinyin.AsSpan().Count(' ') + 1;
            word = word with { Pinyin = string.Join(' ', syllables[at..(at + count)]) };
            at += count;
        }
        return words;
    }

    /// <summary>The usual reading of each character among the words and sentences that she teaches with.</summary>
    private static IEnumerable<(char, string)> FromExamples(Lexicon lexicon)
    {
        var counts = new Dictionary<(char Character, string Pinyin), int>();
        foreach (var word in lexicon.Words)
        {
            Count(counts, word.Chinese, word.Pinyin);
            Count(counts, word.Example.Chinese, word.Example.Pinyin);
        }
        return counts.GroupBy(static pair => pair.Key.Character).Select(static group => group.MaxBy(static pair => pair.Value).Key);
    }

    private static void Count(Dictionary<(char, string), int> counts, string chinese, string pinyin)
    {
        foreach (var (character, syllable) in chinese.Where(PinyinRules.IsHan).Zip(pinyin.Split(' ')))
        {
            counts[(character, syllable)] = counts.GetValueOrDefault((character, syllable)) + 1;
        }
    }
}
