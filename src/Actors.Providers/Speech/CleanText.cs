using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Actors.Speech;

/// <summary>
/// A text without what cannot be spoken: markup, JSON, addresses, emoji, and stage directions in brackets or between single
/// asterisks. Knows where each character came from.
/// </summary>
/// <param name="Text">What is left.</param>
/// <param name="Origins">For each character left, its place in the text as it was.</param>
internal sealed partial record CleanText(string Text, int[] Origins)
{
    /// <summary>Cleans a text.</summary>
    public static CleanText Of(string text)
    {
        var dropped = new bool[text.Length];
        foreach (var match in Unspeakable().EnumerateMatches(text)) dropped.AsSpan(match.Index, match.Length).Fill(true);
        var kept = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (!dropped[i] && IsSpeakable(text, i))
            {
                kept.Append(text, i, length);
                for (var half = 0; half < length; half++) origins.Add(i + half);
            }
            i += length - 1;
        }
        return new(kept.ToString(), [.. origins]);
    }

    private static bool IsSpeakable(string text, int at) => text[at] is '\n' || CharUnicodeInfo.GetUnicodeCategory(text, at) switch
    {
        UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.NonSpacingMark => text[at] != '\uFE0F',
        UnicodeCategory.EnclosingMark => false,
        UnicodeCategory.MathSymbol => text[at] is '+' or '=',
        _ => !"*_#`|\\/[]{}~^<>～".Contains(text[at], StringComparison.Ordinal),
    };

    // In this order: a fence, an object with a quoted member, a tag, where a link goes, an address, stage directions.
    [GeneratedRegex(""" ```[^`]*```|\{[^{}]*"[^{}]*\}|</?[A-Za-z!][^<>]{0,200}>|(?<=\])\([^()]*\)|https?://[^\s，。！？）]+|（[^（）]*）|\([^()]*\)|【[^【】]*】|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*) """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unspeakable();
}
