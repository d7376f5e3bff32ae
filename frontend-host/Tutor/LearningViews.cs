using System.ComponentModel.DataAnnotations;
using Actors.Accounts;
using Actors.Language;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Tutor;

/// <summary>Which days are wanted, and where they begin.</summary>
internal sealed record ProgressQuery([property: FromQuery(Name = "days"), Range(1, 366)] int? Days, [property: FromQuery(Name = "tz")] string? Tz);

/// <summary>What is looked up.</summary>
internal sealed record LookUpQuery([property: FromQuery(Name = "q"), Required, StringLength(128, MinimumLength = 1)] string? Q, [property: FromQuery(Name = "at"), Range(0, 127)] int? At);

/// <summary>A word of the user.</summary>
internal sealed record LearntWord(
    string Word, string? Pinyin, string? Vietnamese, string? English, int Level, long Met, long Quizzed, long Right, long Wrong, DateTime? FirstMetAt, DateTime? LastMetAt,
    DateTime? LastAnsweredAt, DateTime? DueAt, bool IsDue, double StabilityDays)
{
    public static LearntWord Of(WordRow row, WordLookup lookup, long nowMs)
    {
        var entry = lookup.Find(row.Word).FirstOrDefault(entry => entry.Simplified == row.Word);
        var english = entry?.English is { Count: > 0 } senses ? string.Join("; ", senses.Take(3)) : null;
        return new(row.Word, entry?.Pinyin, entry?.Vietnamese, english, entry?.Level ?? 0, row.Met, row.RightAnswers + row.WrongAnswers, row.RightAnswers, row.WrongAnswers,
            Times.UtcOrNull(row.FirstMetAt), Times.UtcOrNull(row.LastMetAt), Times.UtcOrNull(row.AnsweredAt), row.CardState == 0 ? null : Times.UtcOrNull(row.DueAt),
            row.CardState > 0 && row.DueAt <= nowMs, Math.Round(row.StabilityMicros / 1e6, 2));
    }
}

/// <summary>What was done on a day.</summary>
internal sealed record DayReport(string Date, long Turns, long NewWords, long Right, long Wrong);

/// <summary>What was done on each of the last days, and in all.</summary>
internal sealed record ProgressReport(string TimeZone, IEnumerable<DayReport> Days, long Turns, long NewWords, long Right, long Wrong);

/// <summary>How many days in a row.</summary>
internal sealed record StreakReport(string TimeZone, int Days, int Longest, bool DoneToday);

/// <summary>What one model has used for the user.</summary>
internal sealed record ModelUsage(string Provider, string Model, long Replies, long InputTokens, long OutputTokens, double Cost);

/// <summary>What models have used for the user.</summary>
internal sealed record UsageReport(int Days, IEnumerable<ModelUsage> Models);

/// <summary>An entry of the dictionary.</summary>
internal sealed record LookedUpEntry(string Simplified, string Traditional, string Pinyin, IReadOnlyList<string> English, string? Vietnamese, int Level)
{
    public static LookedUpEntry Of(DictionaryEntry entry) => new(entry.Simplified, entry.Traditional, entry.Pinyin, entry.English, entry.Vietnamese, entry.Level);
}

/// <summary>A word and its entries.</summary>
internal sealed record LookedUp(string Word, IEnumerable<LookedUpEntry> Entries, string? Attribution);
