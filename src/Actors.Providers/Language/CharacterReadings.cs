using System.Text.RegularExpressions;

namespace Actors.Language;

/// <summary>How a character is read that stands alone: by its neighbours, else its usual reading. Immutable; thread-safe.</summary>
internal sealed class CharacterReadings
{
    private const int Left = 8;
    private const int Right = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<char, string> _usual = [];
    private readonly ILookup<char, Rule> _rules = Tsv.Read("reading-rules.tsv").ToLookup(static row => row[0][0], static row => new Rule(Pattern(row[1], "(?:{0})\\z"), Pattern(row[2], "\\A(?:{0})"), row[3]));

    /// <summary>The readings of the table; for characters that are not in it those of <paramref name="others"/>, the first of each.</summary>
    public CharacterReadings(IEnumerable<(char Character, string Pinyin)> others)
    {
        foreach (var row in Tsv.Read("readings.tsv")) _usual[row[0][0]] = row[1];
        foreach (var (character, pinyin) in others) _usual.TryAdd(character, pinyin);
    }

    /// <summary>The reading of the character at a place; the character itself when it has none.</summary>
    public string Of(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - Left), Math.Min(at, Left));
        var after = text.AsSpan(at + 1, Math.Min(text.Length - at - 1, Right));
        foreach (var rule in _rules[text[at]])
        {
            if (rule.Before?.IsMatch(before) != false && rule.After?.IsMatch(after) != false) return rule.Pinyin;
        }
        return _usual.GetValueOrDefault(text[at], text[at].ToString());
    }

    // In the table $ is the end of the text.
    private static Regex? Pattern(string pattern, string frame) => pattern.Length == 0 ? null
        : new Regex(string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, pattern.Replace("$", "\\z", StringComparison.Ordinal)), RegexOptions.CultureInvariant, Patience);

    private sealed record Rule(Regex? Before, Regex? After, string Pinyin);
}
