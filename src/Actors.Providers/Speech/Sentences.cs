namespace Actors.Speech;

/// <summary>Cuts a text that is still growing into sentences.</summary>
public sealed class Sentences
{
    private const int Longest = 160;
    private string _rest = "";
    private int _start;

    /// <summary>How many characters were taken so far.</summary>
    public int Taken => _start + _rest.Length;

    /// <summary>Takes more text; gives the sentences that are whole now, with where each begins in the whole text.</summary>
    public IEnumerable<(int Start, string Text)> Add(string text)
    {
        _rest += text;
        for (int end; (end = EndOf(_rest)) > 0;)
        {
            yield return (_start, _rest[..end]);
            _start += end;
            _rest = _rest[end..];
        }
    }

    /// <summary>What is left at the end; null when there is nothing.</summary>
    public (int Start, string Text)? Finish() => _rest.Length == 0 ? null : (_start, _rest);

    /// <summary>All sentences of a text that is whole.</summary>
    public static List<(int Start, string Text)> Of(string text)
    {
        var sentences = new Sentences();
        List<(int, string)> all = [.. sentences.Add(text)];
        if (sentences.Finish() is { } last) all.Add(last);
        return all;
    }

    /// <summary>Where the first sentence ends, its closing quotes included; 0 when that is not known yet.</summary>
    private static int EndOf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] is '。' or '！' or '？' or '!' or '?' or '；' or '…' or '؟' || (text[i] == '.' && i + 1 < text.Length && text[i + 1] == ' ');
            if (text[i] == '\n') return i + 1;
            if (!ends && i < Longest) continue;
            if (!ends && text[i] is not ('，' or ',' or '、' or ' ') && i < 2 * Longest) continue;
            while (i + 1 < text.Length && text[i + 1] is '。' or '！' or '？' or '!' or '?' or '…' or '”' or '’' or '」' or '』' or '）' or ')' or '~' or '～') i++;
            // What follows may still belong to it: a closing quote, another mark.
            return i + 1 < text.Length ? i + 1 : 0;
        }
        return 0;
    }
}
