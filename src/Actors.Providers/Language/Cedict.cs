using System.Runtime.InteropServices;
using System.Text.Json;

namespace Actors.Language;

/// <summary>
/// The CC-CEDICT pack: 124,000 entries, kept as the file's bytes and an index into them. Without the file it is empty.
/// Immutable; thread-safe.
/// </summary>
internal sealed class Cedict
{
    private const int MostReadCharacters = 8;

    private readonly byte[] _json;
    private readonly Dictionary<string, List<(int Start, int Length)>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Pinyin, int Penalty, int Senses)> _readings = new(StringComparer.Ordinal);

    private Cedict(byte[] json) => _json = json;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>How the words that consist of characters alone are read, citation tones; whether a word is only a name.</summary>
    public IEnumerable<(string Word, string Pinyin, bool IsName)> Readings => _readings.Select(static pair => (pair.Key, pair.Value.Pinyin, pair.Value.Penalty >= CedictSenses.Name));

    /// <summary>Reads the file; an empty dictionary when there is none.</summary>
    public static Cedict Load(string path)
    {
        if (!File.Exists(path)) return new([]);
        var dictionary = new Cedict(File.ReadAllBytes(path));
        var reader = new Utf8JsonReader(dictionary._json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            dictionary.Index(JsonElement.ParseValue(ref reader), start, (int)reader.BytesConsumed - start);
        }
        return dictionary;
    }

    /// <summary>Whether a word has an entry.</summary>
    public bool Knows(string word) => _places.ContainsKey(word);

    /// <summary>The entries of a word in simplified or traditional characters, the usual reading first.</summary>
    public IReadOnlyList<DictionaryEntry> Find(string word)
    {
        if (!_places.TryGetValue(word, out var places)) return [];
        return [.. places.Select(place => JsonElement.Parse(_json.AsSpan(place.Start, place.Length))).OrderBy(CedictSenses.PenaltyOf).Select(static entry => new DictionaryEntry(
            entry.GetProperty("simplified"u8).GetString()!, entry.GetProperty("traditional"u8).GetString()!,
            string.Join(' ', entry.GetProperty("pinyin"u8).GetString()!.Split(' ').Select(NumberedPinyin.Marked)), CedictSenses.Of(entry), "", 0))];
    }

    private void Index(in JsonElement entry, int start, int length)
    {
        Count++;
        var (simplified, traditional) = (entry.GetProperty("simplified"u8).GetString()!, entry.GetProperty("traditional"u8).GetString()!);
        Add(simplified, (start, length));
        if (traditional != simplified) Add(traditional, (start, length));
        var syllables = entry.GetProperty("pinyin"u8).GetString()!.Split(' ');
        if (simplified.Length > MostReadCharacters || syllables.Length != simplified.Length || !simplified.All(PinyinRules.IsHan) || !Array.TrueForAll(syllables, static one => NumberedPinyin.IsSyllable(one))) return;
        var (penalty, senses) = (CedictSenses.PenaltyOf(entry), Math.Min(9, entry.GetProperty("english"u8).GetArrayLength()));
        ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(_readings, simplified, out var isKnown);
        if (isKnown && (best.Penalty < penalty || (best.Penalty == penalty && best.Senses >= senses))) return;
        best = (string.Join(' ', syllables.Select(static one => NumberedPinyin.Marked(one).ToLowerInvariant())), penalty, senses);
    }

    private void Add(string word, (int, int) place) => (CollectionsMarshal.GetValueRefOrAddDefault(_places, word, out _) ??= new(1)).Add(place);
}
