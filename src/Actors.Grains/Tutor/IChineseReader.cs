namespace Actors.Tutor;

/// <summary>Reads Chinese. Thread-safe; never fails.</summary>
public interface IChineseReader
{
    /// <summary>Pinyin with tone marks as textbooks write it, a syllable a character, single spaces; empty for a text without Chinese.</summary>
    string PinyinOf(string chinese);

    /// <summary>The words of a text that a dictionary knows, in their order.</summary>
    IReadOnlyList<string> WordsOf(string text);
}
