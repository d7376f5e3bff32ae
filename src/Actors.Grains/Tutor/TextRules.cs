using System.Text;

namespace Actors.Tutor;

/// <summary>Cleaning of what people type. Pure.</summary>
public static class TextRules
{
    /// <summary>The longest message, in UTF-16 units, after cleaning.</summary>
    public const int MaxMessage = 2000;

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
        var composed = text.IsNormalized() ? text : text.Normalize();
        return string.Create(composed.Length, composed, static (span, source) =>
        {
            var length = 0;
            foreach (var c in source)
            {
                if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark)
                {
                    span[length++] = char.ToLowerInvariant(c);
                }
                else if (length > 0 && span[length - 1] != ' ') span[length++] = ' ';
            }
            span[length..].Fill(' ');
        }).TrimEnd();
    }

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
