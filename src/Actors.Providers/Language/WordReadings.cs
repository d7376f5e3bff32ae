namespace Actors.Language;

/// <summary>The words that a text is cut into, and how each is read. Immutable; thread-safe.</summary>
internal sealed class WordReadings
{
    private const double Word = 1;
    private const double OneCharacter = 1.05;
    private const double NameOnly = 1.6;
    private const double Taught = 0.9;
    private const string Removed = "-";

    private readonly Dictionary<string, (string Pinyin, double Cost)> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Pinyin, double Cost)>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly int _longest;

    /// <summary>The words of the dictionary, put right by our table, and the lexicon's, which win.</summary>
    public WordReadings(Cedict dictionary, Lexicon lexicon)
    {
        foreach (var (word, pinyin, isName) in dictionary.Readings)
        {
            if (word.Length > 1) _words[word] = (pinyin, isName ? NameOnly : Word);
        }
        foreach (var row in Tsv.Read("word-readings.tsv"))
        {
            if (row[1] == Removed) _words.Remove(row[0]);
            else _words[row[0]] = (row[1], Word);
        }
        foreach (var word in lexicon.Words)
        {
            if (word.Chinese.Length > 1 && word.Chinese.All(PinyinRules.IsHan)) _words[word.Chinese] = (word.Pinyin, Taught);
        }
        _bySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = _words.Keys.Max(static word => word.Length);
    }

    /// <summary>The pinyin of a word.</summary>
    public string Of(ReadOnlySpan<char> word) => _bySpan[word].Pinyin;

    /// <summary>
    /// The cheapest cover of a run of characters: each word costs about one, so few long words win, taught words before
    /// others, names last; of equals the one with the longer first word. The result is the length of each piece.
    /// </summary>
    public List<int> Cut(ReadOnlySpan<char> run)
    {
        Span<(double Cost, int Length)> best = run.Length < 256 ? stackalloc (double, int)[run.Length + 1] : new (double, int)[run.Length + 1];
        best[run.Length] = (0, 0);
        for (var i = run.Length - 1; i >= 0; i--)
        {
            best[i] = (OneCharacter + best[i + 1].Cost, 1);
            for (var length = 2; length <= _longest && i + length <= run.Length; length++)
            {
                if (!_bySpan.TryGetValue(run.Slice(i, length), out var word)) continue;
                var cost = word.Cost + best[i + length].Cost;
                if (cost <= best[i].Cost + 1e-9) best[i] = (cost, length);
            }
        }
        var pieces = new List<int>();
        for (var i = 0; i < run.Length; i += best[i].Length) pieces.Add(best[i].Length);
        return pieces;
    }
}
