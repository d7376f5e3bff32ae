using System.Text;

namespace Actors.Language;

/// <summary>
/// Tones and tone sandhi. Tables hold citation tones (不 bù, 一 yī, 你好 nǐ hǎo). What is shown follows the learner's
/// textbooks: the changes of 不 and 一 are written, the change of third tones is not. What is spoken has both. The rules:
/// <list type="bullet">
/// <item>不 before a fourth tone is bú: 不是 bú shì.</item>
/// <item>一 before a fourth tone is yí, before any other yì: 一个 yí gè, 一天 yì tiān. It stays yī at the end of a clause, after 第,
/// 十 and 期, before 月, 号, 日 and another digit (counting, dates), and when it is doubled between verbs it is as above.</item>
/// <item>A third tone before a third tone is a second (spoken): 你好 ní hǎo; in a row all but the last.</item>
/// </list>
/// No rule works across punctuation. Pure.
/// </summary>
internal static class PinyinRules
{
    private const string Digits = "〇零一二三四五六七八九十百千万";
    private static readonly string[] Marks = ["āēīōūǖĀĒĪŌŪǕ", "áéíóúǘÁÉÍÓÚǗ", "ǎěǐǒǔǚǍĚǏǑǓǙ", "àèìòùǜÀÈÌÒÙǛ"];
    private const string Plain = "aeiouüAEIOUÜ";

    /// <summary>The tone of a syllable: 1 to 4, or 5 when it has no mark.</summary>
    public static int ToneOf(string syllable)
    {
        foreach (var c in syllable)
        {
            for (var tone = 0; tone < Marks.Length; tone++)
            {
                if (Marks[tone].Contains(c, StringComparison.Ordinal)) return tone + 1;
            }
        }
        return 5;
    }

    /// <summary>A plain vowel with the mark of a tone, 1 to 4.</summary>
    public static char Marked(char vowel, int tone) => Marks[tone - 1][Plain.IndexOf(vowel, StringComparison.Ordinal)];

    /// <summary>The syllable with another tone.</summary>
    public static string WithTone(string syllable, int tone)
    {
        var changed = new StringBuilder(syllable.Length);
        foreach (var c in syllable)
        {
            var at = Array.Find(Marks, marks => marks.Contains(c, StringComparison.Ordinal))?.IndexOf(c, StringComparison.Ordinal) ?? -1;
            changed.Append(at < 0 ? c : tone == 5 ? Plain[at] : Marks[tone - 1][at]);
        }
        return changed.ToString();
    }

    /// <summary>As it is shown. Where characters and syllables do not match one to one, the pinyin is left as it is.</summary>
    public static string Written(string chinese, string citation) => Change(chinese, citation, isSpoken: false);

    /// <summary>As it is spoken.</summary>
    public static string Spoken(string chinese, string citation) => Change(chinese, citation, isSpoken: true);

    /// <summary>Whether a character has a syllable of its own.</summary>
    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or '〇';

    private static string Change(string chinese, string citation, bool isSpoken)
    {
        if (!isSpoken && !chinese.Contains('不', StringComparison.Ordinal) && !chinese.Contains('一', StringComparison.Ordinal)) return citation;
        var syllables = citation.Split(' ');
        var places = Enumerable.Range(0, chinese.Length).Where(i => IsHan(chinese[i])).ToArray();
        if (places.Length != syllables.Length) return citation;
        for (var i = 0; i < syllables.Length; i++)
        {
            var isLast = i + 1 == syllables.Length || places[i + 1] != places[i] + 1;
            var next = isLast ? 0 : ToneOf(syllables[i + 1]);
            if (chinese[places[i]] == '不' && next == 4 && syllables[i] == "bù") syllables[i] = "bú";
            if (chinese[places[i]] == '一' && syllables[i] == "yī" && next != 0) syllables[i] = One(chinese, places[i], next);
        }
        if (isSpoken) ThirdTones(syllables, places);
        return string.Join(' ', syllables);
    }

    private static string One(string chinese, int place, int next)
    {
        var before = place > 0 ? chinese[place - 1] : ' ';
        var after = chinese[place + 1];
        if (before is '第' or '期' || Digits.Contains(before, StringComparison.Ordinal)) return "yī";
        if (after is '月' or '号' or '日' || Digits[..^3].Contains(after, StringComparison.Ordinal)) return "yī";
        return next == 4 || (after == '个') ? "yí" : "yì";
    }

    private static void ThirdTones(string[] syllables, int[] places)
    {
        for (var i = 0; i + 1 < syllables.Length; i++)
        {
            if (places[i + 1] == places[i] + 1 && ToneOf(syllables[i]) == 3 && ToneOf(syllables[i + 1]) == 3) syllables[i] = WithTone(syllables[i], 2);
        }
    }
}
