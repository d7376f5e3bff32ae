using System.Text;
using Actors.Language;

namespace Actors.Speech.Espeak;

/// <summary>
/// Chinese as the voice <c>cmn-latn-pinyin</c> wants it: our own pinyin with tone digits, a word together (<c>yin2hang2</c>), since
/// the engine by itself misreads characters that have several readings.
/// </summary>
internal static class PinyinLine
{
    /// <summary>The line, and for each place in it where a word begins, the word in the text.</summary>
    public static (string Line, Dictionary<int, (int Start, int Length)> Words) Of(string chinese, Transcriber transcriber)
    {
        var (said, origins) = WithNumbersSaid(chinese);
        var line = new StringBuilder();
        var places = new Dictionary<int, (int, int)>();
        var at = 0;
        foreach (var word in transcriber.SpokenWords(said))
        {
            AppendSigns(line, said.AsSpan(at, word.Start - at));
            if (word.Pinyin == "r" && line.Length > 1 && line[^1] == ' ' && char.IsAsciiDigit(line[^2]))
            {
                line.Insert(line.Length - 2, 'r'); // 一点 + 儿: yi4dianr3
                at = word.Start + word.Length;
                continue;
            }
            var (first, last) = (origins[word.Start], origins[word.Start + word.Length - 1]);
            places[line.Length] = (first, last - first + 1);
            foreach (var syllable in word.Pinyin.Split(' ')) Append(line, syllable);
            line.Append(' ');
            at = word.Start + word.Length;
        }
        AppendSigns(line, said.AsSpan(at));
        return (line.ToString(), places);
    }

    private static (string Said, List<int> Origins) WithNumbersSaid(string chinese)
    {
        var said = new StringBuilder(chinese.Length);
        var origins = new List<int>(chinese.Length);
        for (var i = 0; i < chinese.Length; i++)
        {
            var end = i;
            while (end < chinese.Length && char.IsAsciiDigit(chinese[end])) end++;
            var isYear = end - i == 4 && end < chinese.Length && chinese[end] == '年';
            var part = end == i ? chinese[i].ToString() : ChineseNumber.Read(chinese.AsSpan(i, end - i), isYear);
            said.Append(part);
            for (var k = 0; k < part.Length; k++) origins.Add(Math.Min(i + k, Math.Max(i, end - 1)));
            if (end > i) i = end - 1;
        }
        return (said.ToString(), origins);
    }

    private static void Append(StringBuilder line, string syllable)
    {
        if (syllable == "r" && line.Length > 0 && char.IsAsciiDigit(line[^1]))
        {
            line.Insert(line.Length - 1, 'r');
            return;
        }
        if (PinyinRules.IsHan(syllable[0]))
        {
            line.Append(syllable); // of a character that we cannot read the engine knows one reading
            return;
        }
        foreach (var c in PinyinRules.WithTone(syllable, 5)) line.Append(c is 'ü' or 'Ü' ? 'v' : char.ToLowerInvariant(c));
        line.Append((char)('0' + PinyinRules.ToneOf(syllable)));
    }

    private static void AppendSigns(StringBuilder line, ReadOnlySpan<char> signs)
    {
        foreach (var sign in signs)
        {
            line.Append(sign switch
            {
                '，' or '、' or '：' or '；' or ',' or ';' or ':' or '…' or '—' => ", ",
                '。' or '.' => ". ",
                '？' or '?' => "? ",
                '！' or '!' => "! ",
                _ => "",
            });
        }
    }
}
