using System.Text;

namespace Actors.Tutor;

/// <summary>Cleaning of what people type. Pure.</summary>
public static class TextRules
{
    /// <summary>The longest message, in UTF-16 units, after cleaning.</summary>
    public const int MaxMessage = 2000;

    private const int StackLimit = 256;

    /// <summary>Trims, and removes control characters except line breaks and tabs, and lone halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var trimmed = text.Trim();
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (IsUnwanted(trimmed, i)) return Filter(trimmed);
        }
        return trimmed;
    }

    /// <summary>
    /// The form in which phrases are looked for: lower case, composed (NFC), punctuation and symbols as single spaces, trimmed.
    /// </summary>
    public static string Normalise(string text)
    {
        var composed = MayBeDecomposed(text) ? text.Normalize() : text;
        var kept = composed.Length <= StackLimit ? stackalloc char[StackLimit] : new char[composed.Length];
        var length = 0;
        foreach (var c in composed)
        {
            if (IsHan(c)) kept[length++] = c;
            else if (IsOfWord(c)) kept[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && kept[length - 1] != ' ') kept[length++] = ' ';
        }
        return new string(kept[..length].TrimEnd(' '));
    }

    // Han characters, Latin letters with their marks built in, and the punctuation of both are composed as they stand.
    private static bool MayBeDecomposed(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u0300' && !IsHan(c) && c is not ((>= '\u1E00' and <= '\u1EFF') or (>= '\u2000' and <= '\u206F') or (>= '\u3000' and <= '\u303F') or (>= '\uFF01' and <= '\uFF65'))) return true;
        }
        return false;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsOfWord(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c)
        : char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static string Filter(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsUnwanted(text, i)) kept.Append(text[i]);
        }
        return kept.ToString().Trim();
    }

    private static bool IsUnwanted(string text, int i)
    {
        var c = text[i];
        if (char.IsControl(c)) return c is not ('\n' or '\t');
        if (char.IsHighSurrogate(c)) return i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1]);
        return char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));
    }
}
