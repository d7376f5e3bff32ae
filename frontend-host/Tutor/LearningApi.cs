using System.Globalization;
using System.Text.RegularExpressions;
using Actors.Api;
using Actors.Auth;
using Actors.Chat;
using Actors.Delivery;
using Actors.Errors;
using Actors.Language;
using Actors.Texts;

namespace Actors.Tutor;

/// <summary>What a user has learnt: words, days, days in a row; and looking words up.</summary>
internal static partial class LearningApi
{
    private const int UsageDays = 30;

    public static void MapLearning(this WebApplication app)
    {
        var tutor = app.MapApi("/api/tutor", "Tutor");
        tutor.MapGet("/words", WordsAsync).For(Policies.User).Answers<Page<LearntWord>>()
            .Says("List the words", "Those that were met or asked, what is due first. due=true: only what is due.");
        tutor.MapGet("/progress", ProgressAsync).For(Policies.User).Answers<ProgressReport>()
            .Says("Show the progress by day", "days: 1 to 366, 30 by default. tz: an IANA time zone, in which days begin; UTC by default.");
        tutor.MapGet("/streak", StreakAsync).For(Policies.User).Answers<StreakReport>()
            .Says("Count the days in a row", "tz: an IANA time zone, in which days begin; UTC by default.");
        tutor.MapGet("/dictionary", LookUp).For(Policies.User).Answers<LookedUp>()
            .Says("Look a word up", "q: a word, or a text and at: a place in it, of which the word is wanted.");
        tutor.MapGet("/usage", UsageAsync).For(Policies.User).Answers<UsageReport>()
            .Says("Show what models have used", "Replies, tokens and cost of the last 30 days, by provider and model.");
    }

    private static async Task<IResult> WordsAsync(HttpContext context, [AsParameters] Paging paging, bool? due, CurrentUser user, IGrainFactory grains, Insistence insistence, WordQueries words, WordLookup lookup, TimeProvider time)
    {
        await CatchUpAsync(grains, insistence, user.Id);
        var (count, rows) = await words.PageAsync(user.Id, due ?? false, Now(time), paging.Offset, paging.Limit);
        return Envelope.Ok(context, paging.Of(context.Request, count, rows.Select(row => LearntWord.Of(row, lookup, Now(time)))));
    }

    private static async Task<IResult> ProgressAsync(HttpContext context, [AsParameters] ProgressQuery query, CurrentUser user, IGrainFactory grains, Insistence insistence, WordQueries words, TimeProvider time)
    {
        if (ZoneOf(query.Tz) is not { } zone) return NoZone(context);
        var days = query.Days ?? UsageDays;
        await CatchUpAsync(grains, insistence, user.Id);
        // A day more than asked for: the first of them begins at another time in other zones.
        var slots = await words.SlotsAsync(user.Id, Now(time) - ((days + 1) * 86_400_000L));
        var byDay = Progress.ByDay(slots, zone, Progress.DayOf(Now(time), zone), days);
        return Envelope.Ok(context, new ProgressReport(zone.Id, byDay.Select(static day => new DayReport(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Turns, day.NewWords, day.Right, day.Wrong)),
            byDay.Sum(static day => day.Turns), byDay.Sum(static day => day.NewWords), byDay.Sum(static day => day.Right), byDay.Sum(static day => day.Wrong)));
    }

    private static async Task<IResult> StreakAsync(HttpContext context, string? tz, CurrentUser user, IGrainFactory grains, Insistence insistence, WordQueries words, TimeProvider time)
    {
        if (ZoneOf(tz) is not { } zone) return NoZone(context);
        await CatchUpAsync(grains, insistence, user.Id);
        var streak = Progress.StreakOf(await words.SlotsAsync(user.Id, 0), zone, Progress.DayOf(Now(time), zone));
        return Envelope.Ok(context, new StreakReport(zone.Id, streak.Days, streak.Longest, streak.IsDoneToday));
    }

    private static async Task<IResult> UsageAsync(HttpContext context, CurrentUser user, IUsageLog usage, TimeProvider time)
    {
        var used = await usage.OfUserAsync(user.Id, (Now(time) / 86_400_000) - UsageDays);
        return Envelope.Ok(context, new UsageReport(UsageDays, used.GroupBy(static row => (row.Provider, row.Model)).Select(static model => new ModelUsage(
            model.Key.Provider, model.Key.Model, model.Sum(static row => row.Replies), model.Sum(static row => row.InputTokens), model.Sum(static row => row.OutputTokens),
            model.Sum(static row => row.CostMicros) / 1e6))));
    }

    private static IResult LookUp(HttpContext context, [AsParameters] LookUpQuery query, WordLookup lookup)
    {
        var asked = query.Q!;
        if (query.At >= asked.Length) return Envelope.FieldError(context, "at", LocalText.Of("FIELD_RANGE").With(0, asked.Length - 1));
        var word = query.At is { } place ? lookup.WordAt(asked, place) : asked.Trim();
        return Envelope.Ok(context, new LookedUp(word, lookup.Find(word).Select(LookedUpEntry.Of), lookup.Attribution));
    }

    /// <summary>Has everything counted that was said until now.</summary>
    public static async Task CatchUpAsync(IGrainFactory grains, Insistence insistence, string userId)
    {
        var through = await insistence.CallAsync(() => grains.GetGrain<ITutorSessionGrain>(new TutorSessionKey(userId).ToGrainKey()).KeepTurns());
        await insistence.CallAsync(() => grains.GetGrain<IWordBookGrain>(userId).CatchUp(through));
    }

    /// <summary>The zone in which the user's days begin; null when there is no such zone.</summary>
    private static TimeZoneInfo? ZoneOf(string? name) =>
        string.IsNullOrEmpty(name) ? TimeZoneInfo.Utc : ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    // The system reads zones from files, and would read any file that is named.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,32}){0,2}\z")]
    private static partial Regex ZoneName();

    private static IResult NoZone(HttpContext context) => Envelope.FieldError(context, "tz", LocalText.Of("FIELD_ZONE"));

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
