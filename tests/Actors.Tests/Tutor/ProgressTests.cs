using Actors.Tutor;

namespace Actors.Tests.Tutor;

/// <summary>Days where the user is, and days in a row.</summary>
public sealed class ProgressTests
{
    private static readonly TimeZoneInfo Hanoi = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");
    private static readonly TimeZoneInfo Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void A_day_begins_where_the_user_is()
    {
        var late = Slot("2026-11-19T18:00Z");
        Assert.Equal(new DateOnly(2026, 11, 20), Progress.DayOf(late.AtMs, Hanoi));
        Assert.Equal(new DateOnly(2026, 11, 19), Progress.DayOf(late.AtMs, NewYork));
        // Three quarters of an hour off: slots are short enough for that.
        Assert.Equal(new DateOnly(2026, 11, 20), Progress.DayOf(Slot("2026-11-19T18:15Z").AtMs, Kathmandu));
        Assert.Equal(new DateOnly(2026, 11, 19), Progress.DayOf(late.AtMs, Kathmandu));
    }

    [Fact]
    public void Days_without_anything_are_there_and_days_outside_are_not()
    {
        var days = Progress.ByDay([Slot("2026-11-17T03:00Z"), Slot("2026-11-19T03:00Z"), Slot("2026-11-19T09:00Z"), Slot("2026-11-10T09:00Z")], Hanoi, new(2026, 11, 20), 4);
        Assert.Equal([1, 0, 2, 0], days.Select(static day => day.Turns));
        Assert.Equal(new DayProgress(new(2026, 11, 19), 2, 4, 6, 8), days[2]);
    }

    [Theory]
    [InlineData("", 0, 0, false)]
    [InlineData("20", 1, 1, true)]
    [InlineData("19", 1, 1, false)]
    [InlineData("18", 0, 1, false)]
    [InlineData("17 18 19", 3, 3, false)]
    [InlineData("17 18 19 20", 4, 4, true)]
    [InlineData("10 11 12 13 18 19", 2, 4, false)]
    public void Days_in_a_row_end_only_when_a_day_is_over(string days, int current, int longest, bool isDone)
    {
        var slots = days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static day => Slot($"2026-11-{day}T05:00Z")).ToList();
        Assert.Equal(new Streak(current, longest, isDone), Progress.StreakOf(slots, Hanoi, new(2026, 11, 20)));
    }

    [Fact]
    public void A_day_of_25_hours_is_one_day()
    {
        // The clocks of New York go back on 2026-11-01.
        var slots = (string[])["2026-10-31T23:00Z", "2026-11-01T04:00Z", "2026-11-02T04:59Z", "2026-11-02T05:00Z"];
        Assert.Equal(new Streak(3, 3, true), Progress.StreakOf([.. slots.Select(Slot)], NewYork, new(2026, 11, 2)));
    }

    [Fact]
    public void Words_that_were_only_met_are_no_day_of_work() =>
        Assert.Equal(0, Progress.StreakOf([new(0, 0, 5, 0, 0)], TimeZoneInfo.Utc, new(1970, 1, 1)).Days);

    [Theory]
    [InlineData(0, 0, Nudge.None, 0, 24)]
    [InlineData(23, 0, Nudge.None, 0, 24)]
    [InlineData(24, 0, Nudge.Hint, 1, 72)]
    [InlineData(30, 1, Nudge.None, 1, 72)]
    [InlineData(72, 1, Nudge.Miss, 2, null)]
    [InlineData(500, 0, Nudge.Miss, 2, null)]
    [InlineData(500, 2, Nudge.None, 2, null)]
    public void Each_step_of_an_absence_is_taken_once(int hoursAway, int sent, Nudge nudge, int sentThen, int? hoursOfNext) =>
        Assert.Equal((nudge, sentThen, hoursOfNext is { } hours ? TimeSpan.FromHours(hours) : null), NudgeRules.At(TimeSpan.FromHours(hoursAway), sent));

    [Theory]
    [InlineData("朋友", true)]
    [InlineData("friend", false)]
    [InlineData("朋友!", false)]
    [InlineData("", false)]
    [InlineData("一二三四五六七八九十一二三四五六七", false)]
    public void What_a_model_calls_a_word_is_looked_at(string text, bool isWord) => Assert.Equal(isWord, WordRules.IsWord(text));

    private static SlotProgress Slot(string at) => new(ActiveSlot.Of(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()), 1, 2, 3, 4);
}
