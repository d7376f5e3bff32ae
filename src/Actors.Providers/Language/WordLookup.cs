namespace Actors.Language;

/// <summary>Looks words up, for people: what she teaches, and the dictionary pack where it is installed. Thread-safe.</summary>
public sealed class WordLookup
{
    private const int LongestWord = 32;

    private readonly Lexicon _lexicon;
    private readonly Cedict _dictionary;
    private readonly Transcriber _transcriber;

    internal WordLookup(Lexicon lexicon, Cedict dictionary, Transcriber transcriber)
    {
        _lexicon = lexicon;
        _dictionary = dictionary;
        _transcriber = transcriber;
    }

    /// <summary>Whose work the answers rest on, to be shown beside them; null when it is our own.</summary>
    public string? Attribution => _dictionary.Count == 0 ? null : "CC-CEDICT, CC BY-SA 4.0, https://www.mdbg.net/chinese/dictionary?page=cc-cedict";

    /// <summary>How many entries there are.</summary>
    public int Count => _dictionary.Count + _lexicon.Words.Count;

    /// <summary>The entries of a word; the words in it when it has none itself.</summary>
    public IReadOnlyList<DictionaryEntry> Find(string text)
    {
        if (text.Length is 0 or > LongestWord) return [];
        var entries = OfWord(text);
        return entries.Count > 0 ? entries : [.. _transcriber.Words(text).Select(word => word.In(text)).Distinct().SelectMany(OfWord)];
    }

    /// <summary>The word of a text to which the character at a place belongs; the character itself when it is no Chinese.</summary>
    public string WordAt(string text, int at)
    {
        var word = _transcriber.Words(text).FirstOrDefault(word => word.Start <= at && at < word.Start + word.Length);
        return word.Length == 0 ? text[at].ToString() : word.In(text);
    }

    private List<DictionaryEntry> OfWord(string word)
    {
        var entries = _dictionary.Find(word).ToList();
        if (_lexicon.Find(word) is not { } taught) return entries;
        var same = entries.FindIndex(entry => entry.Pinyin.Replace(" ", "", StringComparison.Ordinal).Equals(taught.Pinyin.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        var ours = new DictionaryEntry(word, same < 0 ? word : entries[same].Traditional, taught.Pinyin, same < 0 ? [taught.English] : entries[same].English, taught.Vietnamese, taught.Level);
        if (same >= 0) entries.RemoveAt(same);
        entries.Insert(0, ours);
        return entries;
    }
}
