using Actors.Language;

namespace Actors.Offline;

/// <summary>What she says of a word: the values for the placeholders of her lines.</summary>
internal static class WordTalk
{
    private static readonly string[] ToneNames = ["", "thanh 1 (ngang)", "thanh 2 (đi lên)", "thanh 3 (xuống rồi lên)", "thanh 4 (đi xuống)", "thanh nhẹ"];

    /// <summary>Fills in the word, its pinyin, meaning, tones and example.</summary>
    public static Saying Fill(Saying line, Word word, string asked)
    {
        var spoken = PinyinRules.Spoken(word.Chinese, word.Pinyin);
        var note = spoken == PinyinRules.Written(word.Chinese, word.Pinyin) ? "" : $"(Khi nói, biến điệu thành: {spoken}.)";
        var tones = string.Join(" + ", word.Pinyin.Split(' ').Select(static syllable => ToneNames[PinyinRules.ToneOf(syllable)]));
        var filled = line.With("word", new(word.Chinese, word.Pinyin, word.Chinese)).With("example", word.Example);
        return filled with
        {
            Vietnamese = filled.Vietnamese.Replace("{gloss}", word.Gloss, StringComparison.Ordinal)
                .Replace("{pinyin}", PinyinRules.Written(word.Chinese, word.Pinyin), StringComparison.Ordinal)
                .Replace("{tones}", tones, StringComparison.Ordinal).Replace(note.Length == 0 ? " {spoken}" : "{spoken}", note, StringComparison.Ordinal)
                .Replace("{asked}", asked, StringComparison.Ordinal).TrimEnd(),
        };
    }
}
