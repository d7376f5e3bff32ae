using System.Buffers;
using System.Text;

namespace Actors.Language;

/// <summary>Pinyin as CC-CEDICT writes it: <c>nu:3 er2</c>, <c>r5</c>. Pure.</summary>
internal static class NumberedPinyin
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouü");

    /// <summary>A syllable with its tone mark: <c>lu:e4</c> is lüè, <c>r5</c> is r. What is no syllable stays as it is.</summary>
    public static string Marked(string syllable)
    {
        if (syllable.Length < 2 || syllable[^1] is < '1' or > '5') return syllable;
        var plain = syllable[..^1].Replace("u:", "ü", StringComparison.Ordinal).Replace("U:", "Ü", StringComparison.Ordinal);
        var tone = syllable[^1] - '0';
        var at = Place(plain.ToLowerInvariant());
        if (tone == 5 || at < 0) return plain;
        return new StringBuilder(plain).Remove(at, 1).Insert(at, PinyinRules.Marked(plain[at], tone)).ToString();
    }

    /// <summary>Whether it is a syllable that can be said.</summary>
    public static bool IsSyllable(ReadOnlySpan<char> syllable)
    {
        if (syllable.Length < 2 || syllable[^1] is < '1' or > '5' || syllable is "xx5") return false;
        foreach (var c in syllable[..^1])
        {
            if (!char.IsAsciiLetter(c) && c != ':') return false;
        }
        return true;
    }

    // a and e take the mark; of ou the o; otherwise the last vowel.
    private static int Place(string plain)
    {
        var open = plain.AsSpan().IndexOfAny('a', 'e');
        if (open >= 0) return open;
        var ou = plain.IndexOf("ou", StringComparison.Ordinal);
        return ou >= 0 ? ou : plain.AsSpan().LastIndexOfAny(Vowels);
    }
}
