using Actors.Language;

namespace Actors.Speech;

/// <summary>A piece of a text in one language.</summary>
/// <param name="Language"><c>zh</c>, <c>vi</c>, <c>en</c> or <c>ar</c>.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Text">The piece.</param>
internal readonly record struct SpeechRun(string Language, int Start, string Text);

/// <summary>Which language each piece of a text is in, by its letters. Pure.</summary>
internal static class SpeechRuns
{
    private const string VietnameseLetters = "ăâđêôơưàảãạằẳẵặắầẩẫậấèẻẽẹềểễệếìỉĩịíòỏõọồổỗộốờởỡợớùủũụừửữựứỳỷỹỵýáéóú";

    /// <summary>The pieces in order; signs and digits belong to the piece before them, at the beginning to the one after.</summary>
    public static List<SpeechRun> Of(string text)
    {
        var runs = new List<SpeechRun>();
        var (start, script) = (0, Script.None);
        for (var i = 0; i < text.Length; i++)
        {
            var here = ScriptOf(text[i]);
            if (here == Script.None || here == script) continue;
            if (script != Script.None)
            {
                runs.Add(Run(text, start, i, script));
                start = i;
            }
            script = here;
        }
        if (text.Length > start) runs.Add(Run(text, start, text.Length, script));
        return runs;
    }

    private static SpeechRun Run(string text, int start, int end, Script script)
    {
        var piece = text[start..end];
        var language = script switch
        {
            Script.Arabic => "ar",
            Script.Latin => piece.Normalize().Any(static c => VietnameseLetters.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal)) ? "vi" : "en",
            _ => "zh",
        };
        return new(language, start, piece);
    }

    private static Script ScriptOf(char c)
    {
        if (PinyinRules.IsHan(c)) return Script.Chinese;
        if (c is >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' && char.IsLetter(c)) return Script.Arabic;
        return c < '\u2E80' && char.IsLetter(c) ? Script.Latin : Script.None;
    }

    private enum Script
    {
        None,
        Chinese,
        Latin,
        Arabic,
    }
}
