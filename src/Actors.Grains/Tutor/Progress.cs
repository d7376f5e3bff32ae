namespace Actors.Tutor;

/// <summary>What was done in a quarter of an hour.</summary>
/// <param name="AtMs">When it begins, Unix milliseconds UTC.</param>
/// <param name="Turns">Turns with the tutor.</param>
/// <param name="NewWords">Words met for the first time.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Wrong">Wrong answers.</param>
public sealed record SlotProgress(long AtMs, long Turns, long NewWords, long Right, long Wrong);

/// <summary>What was done in a day.</summary>
/// <param name="Date">The day, where the user is.</param>
/// <param name="Turns">Turns with the tutor.</param>
/// <param name="NewWords">Words met for the first time.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Wrong">Wrong answers.</param>
public sealed record DayProgress(DateOnly Date, long Turns, long NewWords, long Right, long Wrong);

/// <summary>Days in a row.</summary>
/// <param name="Days">How many up to today; a day without anything yet does not end it before it is over.</param>
/// <param name="Longest">The most there ever were.</param>
/// <param name="IsDoneToday">Whether today counts already.</param>
public sealed record Streak(int Days, int Longest, bool IsDoneToday);

/// <summary>Days where the user is, from quarters of an hour. Pure.</summary>
public static class Progress
{
    /// <summary>The day of a time in a zone.</summary>
    public static DateOnly DayOf(long atMs, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(atMs), zone).DateTime);

    /// <summary>The last days up to today, oldest first, days without anything included.</summary>
    public static List<DayProgress> ByDay(IReadOnlyList<SlotProgress> slots, TimeZoneInfo zone, DateOnly today, int days)
    {
        var known = slots.GroupBy(slot => DayOf(slot.AtMs, zone)).ToDictionary(static day => day.Key, static day => new DayProgress(
            day.Key, day.Sum(static s => s.Turns), day.Sum(static s => s.NewWords), day.Sum(static s => s.Right), day.Sum(static s => s.Wrong)));
        return [.. Enumerable.Range(0, days).Select(n => today.AddDays(n + 1 - days)).Select(date => known.GetValueOrDefault(date) ?? new(date, 0, 0, 0, 0))];
    }

    /// <summary>Days in a row on which the user was there.</summary>
    public static Streak StreakOf(IReadOnlyList<SlotProgress> slots, TimeZoneInfo zone, DateOnly today)
    {
        var days = slots.Where(static slot => slot.Turns + slot.Right + slot.Wrong > 0).Select(slot => DayOf(slot.AtMs, zone)).ToHashSet();
        var isDone = days.Contains(today);
        var (current, longest) = (0, 0);
        for (var date = isDone ? today : today.AddDays(-1); days.Contains(date); date = date.AddDays(-1)) current++;
        foreach (var first in days.Where(date => !days.Contains(date.AddDays(-1))))
        {
            var length = 1;
            while (days.Contains(first.AddDays(length))) length++;
            longest = Math.Max(longest, length);
        }
        return new(current, longest, isDone);
    }
}
