namespace Actors.Language;

/// <summary>An entry of the dictionary.</summary>
/// <param name="Simplified">The word in simplified characters.</param>
/// <param name="Traditional">The word in traditional characters.</param>
/// <param name="Pinyin">Its pinyin with tone marks.</param>
/// <param name="English">Its meanings in English.</param>
/// <param name="Vietnamese">Its meanings in Vietnamese; empty where we have none.</param>
/// <param name="Level">Its level, 1 to 6, where it is a word that she teaches; 0 otherwise.</param>
public sealed record DictionaryEntry(string Simplified, string Traditional, string Pinyin, IReadOnlyList<string> English, string Vietnamese, int Level);
