using System.Globalization;
using Actors.Tutor;

namespace Actors.Language;

/// <summary>The words she teaches. Immutable; thread-safe.</summary>
internal sealed class Lexicon
{
    private static readonly string[] Tables = ["words-hsk1-2.tsv", "words-hsk3.tsv", "words-hsk4.tsv", "words-themes.tsv"];

    private static readonly HashSet<string> Asides =
    [
        "xin", "chào", "chao", "à", "ơi", "vậy", "thế", "nhé", "nha", "nhỉ", "hả", "đi", "đây", "này", "kia", "đó", "cái", "con", "của", "cho", "với", "là", "thì", "và", "hỏi", "muốn", "giúp", "nói",
        "gì", "tôi", "ta", "em", "anh", "bạn", "sư", "tiểu", "muội", "huynh", "tỷ", "từ", "chữ", "tiếng", "trung", "hán", "nguyệt",
        "hello", "hi", "hey", "oh", "ah", "so", "please", "excuse", "the", "word", "i", "you", "me", "my", "your", "a", "an", "and", "or", "can", "want", "is", "it", "this", "that", "of", "in", "to", "do",
        "what", "chinese", "there", "xiaoyue",
    ];

    private readonly Dictionary<string, Word> _byChinese;
    private readonly PhraseIndex<Word> _index;
    private readonly PhraseIndex<Word> _byMeaning;

    public Lexicon()
    {
        Words = [.. Tables.SelectMany(Tsv.Read).Select(static row => new Word(row[0], row[1], row[2], row[3],
            int.Parse(row[4], CultureInfo.InvariantCulture), row[5], new Saying(row[6], row[7], row[8]), row[9]))];
        _byChinese = Words.ToDictionary(static word => word.Chinese);
        _index = new(Words.Select(static word => (word.Chinese, word)));
        _byMeaning = new(Words.SelectMany(static word => Meanings(word).Select(meaning => (meaning, word))));
        ByTopic = Words.ToLookup(static word => word.Topic);
    }

    public IReadOnlyList<Word> Words { get; }

    public ILookup<string, Word> ByTopic { get; }

    public Word? Find(string chinese) => _byChinese.GetValueOrDefault(chinese);

    /// <summary>The longest word of a text, the first of equals; null when it has none.</summary>
    public Word? LongestIn(string text)
    {
        var matches = _index.Find(text);
        return matches.Count == 0 ? null : matches.MaxBy(static match => match.Length).Meaning;
    }

    /// <summary>
    /// The word whose Vietnamese or English meaning a text names; the longest meaning wins, the easier word of equals. What is
    /// said around a question ("hello", "của") only counts when nothing else is there.
    /// </summary>
    public NamedWord? FindMeaning(string normalisedText)
    {
        var matches = _byMeaning.Find(normalisedText);
        if (matches.Count == 0) return null;
        var best = matches.OrderBy(match => IsAside(TextOf(match))).ThenByDescending(static match => match.Length).ThenBy(static match => match.Meaning.Level).First();
        if (IsAside(TextOf(best)) && !IsAside(normalisedText)) return null;
        var isWhole = !IsAside(TextOf(best)) && IsAside(normalisedText.Remove(best.Start, best.Length));
        return new(best.Meaning, TextOf(best), isWhole);

        string TextOf(PhraseMatch<Word> match) => normalisedText.Substring(match.Start, match.Length);
    }

    /// <summary>Whether a text is only what is said around a question.</summary>
    public static bool IsAside(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(Asides.Contains);

    private static IEnumerable<string> Meanings(Word word) => $"{word.Vietnamese};{word.English}".Split([';', ',', '/', '('], StringSplitOptions.TrimEntries)
        .Select(static meaning => TextRules.Normalise(meaning.StartsWith("to ", StringComparison.Ordinal) ? meaning[3..] : meaning))
        .Where(static meaning => meaning.Length > 1).Distinct();
}

/// <summary>A word that a text names by a meaning.</summary>
/// <param name="Word">The word.</param>
/// <param name="Meaning">The meaning as the text has it.</param>
/// <param name="IsWhole">Whether the text says nothing else.</param>
internal sealed record NamedWord(Word Word, string Meaning, bool IsWhole);
