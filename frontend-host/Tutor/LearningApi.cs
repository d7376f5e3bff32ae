using System.Globalization;
using Actors.Auth;
using Actors.Chat;
using Actors.Delivery;
using Actors.Errors;
using Actors.Language;

namespace Actors.Tutor;

/// <summary>What a user has learnt: words, days, days in a row; and looking words up.</summary>
internal static class LearningApi
{
    private const int MostDays = 366;
    private const int MostLookedUp = 128;
    private const int UsageDays = 30;

    public static void MapLearning(this WebApplication app)
    {
        var tutor = app.MapGroup("/api/tutor").WithTags("Tutor");
        tutor.MapGet("/words", WordsAsync);
        tutor.MapGet("/progress", ProgressAsync);
        tutor.MapGet("/streak", StreakAsync);
        tutor.MapGet("/dictionary", LookUp);
        tutor.MapGet("/usage", UsageAsync);
    }

    private static async Task<IResult> WordsAsync(HttpContext context, Visitors visitors, IGrainFactory grains, Insistence insistence, WordQueries words, WordLookup lookup, TimeProvider time)
    {
        if (visitors.Known(context.Request) is not { } user) return Envelope.Error(context, Problem.Unauthorized);
        if (Paging.Of(context.Request) is not { } paging) return Envelope.Error(context, Problem.InvalidField);
        await CatchUpAsync(grains, insistence, user.Id);
        var onlyDue = context.Request.Query["due"] == "true";
        var (count, rows) = await words.PageAsync(user.Id, onlyDue, Now(time), paging.Offset, paging.Size);
        return Envelope.Ok(paging.Page(context.Request, count, rows.Select(row => Word(row, lookup, Now(time)))));
    }

    private static async Task<IResult> ProgressAsync(HttpContext context, Visitors visitors, IGrainFactory grains, Insistence insistence, WordQueries words, TimeProvider time)
    {
        if (visitors.Known(context.Request) is not { } user) return Envelope.Error(context, Problem.Unauthorized);
        var text = context.Request.Query["days"].ToString();
        var days = text.Length == 0 ? 30 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        if (days is < 1 or > MostDays || ZoneOf(context.Request) is not { } zone) return Envelope.Error(context, Problem.InvalidField);
        await CatchUpAsync(grains, insistence, user.Id);
        // A day more than asked for: the first of them begins at another time in other zones.
        var slots = await words.SlotsAsync(user.Id, Now(time) - ((days + 1) * 86_400_000L));
        var byDay = Progress.ByDay(slots, zone, Progress.DayOf(Now(time), zone), days);
        return Envelope.Ok(new
        {
            time_zone = zone.Id,
            days = byDay.Select(static day => new { date = day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Turns, day.NewWords, day.Right, day.Wrong }),
            turns = byDay.Sum(static day => day.Turns),
            new_words = byDay.Sum(static day => day.NewWords),
            right = byDay.Sum(static day => day.Right),
            wrong = byDay.Sum(static day => day.Wrong),
        });
    }

    private static async Task<IResult> StreakAsync(HttpContext context, Visitors visitors, IGrainFactory grains, Insistence insistence, WordQueries words, TimeProvider time)
    {
        if (visitors.Known(context.Request) is not { } user) return Envelope.Error(context, Problem.Unauthorized);
        if (ZoneOf(context.Request) is not { } zone) return Envelope.Error(context, Problem.InvalidField);
        await CatchUpAsync(grains, insistence, user.Id);
        var streak = Progress.StreakOf(await words.SlotsAsync(user.Id, 0), zone, Progress.DayOf(Now(time), zone));
        return Envelope.Ok(new { time_zone = zone.Id, streak.Days, streak.Longest, done_today = streak.IsDoneToday });
    }

    private static async Task<IResult> UsageAsync(HttpContext context, Visitors visitors, IUsageLog usage, TimeProvider time)
    {
        if (visitors.Known(context.Request) is not { } user) return Envelope.Error(context, Problem.Unauthorized);
        var used = await usage.OfUserAsync(user.Id, (Now(time) / 86_400_000) - UsageDays);
        return Envelope.Ok(new
        {
            days = UsageDays,
            models = used.GroupBy(static row => (row.Provider, row.Model)).Select(static model => new
            {
                model.Key.Provider,
                model.Key.Model,
                replies = model.Sum(static row => row.Replies),
                input_tokens = model.Sum(static row => row.InputTokens),
                output_tokens = model.Sum(static row => row.OutputTokens),
                cost = model.Sum(static row => row.CostMicros) / 1e6,
            }),
        });
    }

    private static IResult LookUp(HttpContext context, Visitors visitors, WordLookup lookup)
    {
        if (visitors.Known(context.Request) is null) return Envelope.Error(context, Problem.Unauthorized);
        var asked = context.Request.Query["q"].ToString();
        var at = context.Request.Query["at"].ToString();
        if (asked.Length is 0 or > MostLookedUp) return Envelope.Error(context, Problem.InvalidField);
        var place = 0;
        if (at.Length > 0 && (!int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out place) || place >= asked.Length)) return Envelope.Error(context, Problem.InvalidField);
        var word = at.Length == 0 ? asked.Trim() : lookup.WordAt(asked, place);
        return Envelope.Ok(new { word, entries = lookup.Find(word).Select(Entry), attribution = lookup.Attribution });
    }

    private static object Entry(DictionaryEntry entry) =>
        new { entry.Simplified, entry.Traditional, entry.Pinyin, entry.English, entry.Vietnamese, entry.Level };

    private static object Word(WordRow row, WordLookup lookup, long nowMs)
    {
        var entry = lookup.Find(row.Word).FirstOrDefault(entry => entry.Simplified == row.Word);
        return new
        {
            row.Word,
            pinyin = entry?.Pinyin,
            entry?.Vietnamese,
            english = entry?.English is { Count: > 0 } senses ? string.Join("; ", senses.Take(3)) : null,
            level = entry?.Level ?? 0,
            row.Met,
            quizzed = row.RightAnswers + row.WrongAnswers,
            right = row.RightAnswers,
            wrong = row.WrongAnswers,
            first_met_at = Time(row.FirstMetAt),
            last_met_at = Time(row.LastMetAt),
            last_answered_at = Time(row.AnsweredAt),
            due_at = row.CardState == 0 ? null : Time(row.DueAt),
            is_due = row.CardState > 0 && row.DueAt <= nowMs,
            stability_days = Math.Round(row.StabilityMicros / 1e6, 2),
        };
    }

    /// <summary>Has everything counted that was said until now.</summary>
    private static async Task CatchUpAsync(IGrainFactory grains, Insistence insistence, string userId)
    {
        var through = await insistence.CallAsync(() => grains.GetGrain<ITutorSessionGrain>(new TutorSessionKey(userId).ToGrainKey()).KeepTurns());
        await insistence.CallAsync(() => grains.GetGrain<IWordBookGrain>(userId).CatchUp(through));
    }

    /// <summary>The zone in which the user's days begin; null when there is no such zone.</summary>
    private static TimeZoneInfo? ZoneOf(HttpRequest request)
    {
        var name = request.Query["tz"].ToString();
        return name.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static DateTime? Time(long ms) => ms == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime;
}
