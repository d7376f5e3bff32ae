namespace Actors.Tutor;

/// <summary>Reads Chinese. Thread-safe; never fails.</summary>
public interface IPinyin
{
    /// <summary>Pinyin with tone marks as textbooks write it, a syllable a character, single spaces; empty for a text without Chinese.</summary>
    string Of(string chinese);
}
