namespace Actors.Tutor;

/// <summary>What turns tell of words. Pure.</summary>
public static class WordRules
{
    private const int LongestWord = 16;

    /// <summary>Whether something that a quiz calls its word can be kept as one.</summary>
    public static bool IsWord(string text) => text.Length is > 0 and <= LongestWord && text.All(static c => c is >= '\u3400' and <= '\u9FFF' or '〇');

    /// <summary>The words of what was said, on both sides, each once a turn.</summary>
    public static List<MetWord> Met(IReadOnlyList<TutorTurn> turns, IChineseReader reader) =>
    [
        .. turns.SelectMany(turn => reader.WordsOf(turn.UserText).Concat(reader.WordsOf(turn.Reply.Chinese)).Distinct(StringComparer.Ordinal).Select(word => (Word: word, turn.EndedAtMs)))
            .GroupBy(static met => met.Word, static met => met.EndedAtMs, StringComparer.Ordinal)
            .Select(static met => new MetWord(met.Key, met.Count(), met.Min(), met.Max())),
    ];

    /// <summary>When the user was there. Her own messages do not count.</summary>
    public static List<ActiveSlot> Active(IReadOnlyList<TutorTurn> turns) =>
        [.. turns.Where(static turn => !turn.IsNudge).GroupBy(static turn => ActiveSlot.Of(turn.AtMs)).Select(static slot => new ActiveSlot(slot.Key, slot.Count()))];
}
