using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>What she writes while the user is away: by reminders, once, and not after the user is back.</summary>
public abstract class NudgeContract : IAsyncLifetime
{
    private const string User = "u1";

    private static readonly TimeSpan Hours = TimeSpan.FromHours(5);

    private readonly ManualTime _time = new();
    private StoragePlace _place = null!;
    private TutorProgram _program = null!;

    public async ValueTask InitializeAsync()
    {
        _place = await NewPlaceAsync();
        _program = await TutorProgram.StartAsync(_place, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoragePlace> NewPlaceAsync();

    [Fact]
    public async Task After_three_days_she_misses_the_user_once()
    {
        await _program.ChatAsync(User, "你好");
        await ReminderAsync(isThere: true);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(Nudges());
        await PassAsync(TimeSpan.FromDays(2));
        var nudge = await _program.NextAsync("nudge");
        Assert.Equal("师兄三天没来了，山上的茶都凉了。", nudge.Chinese());
        Assert.Equal(("shī xiōng sān tiān méi lái le shān shàng de chá dōu liáng le", "sad"), (nudge.Data().Text("pinyin"), nudge.Data().Text("emotion")));
        await ReminderAsync(isThere: false);
        await PassAsync(TimeSpan.FromDays(10));
        Assert.Empty(Nudges());
        var history = await _program.Session(User).History(new()).Soon("history");
        Assert.Equal([true, false, false], history.Messages.Select(static message => message.IsUser));
        Assert.Equal(1, (await _program.Session(User).Snapshot()).Turns);
    }

    [Fact]
    public async Task A_user_who_is_back_is_not_missed_and_the_next_absence_counts_anew()
    {
        await _program.ChatAsync(User, "你好");
        await ReminderAsync(isThere: true);
        await PassAsync(TimeSpan.FromDays(2.5));
        await _program.ChatAsync(User, "我来了");
        await PassAsync(TimeSpan.FromDays(0.9));
        Assert.Empty(Nudges());
        await PassAsync(TimeSpan.FromDays(2.2));
        Assert.Equal("nudge", (await _program.NextAsync("nudge")).Status());
        await _program.ChatAsync(User, "我又来了");
        await ReminderAsync(isThere: true);
        await PassAsync(TimeSpan.FromDays(1));
        await PassAsync(TimeSpan.FromDays(2));
        Assert.Equal("nudge", (await _program.NextAsync("nudge")).Status());
    }

    [Fact]
    public async Task After_a_day_she_names_the_words_that_are_due()
    {
        var quiz = await _program.QuizAsync(User);
        await _program.AnswerAsync(User, quiz, quiz.GetProperty("options")[0].GetString()!);
        await ReminderAsync(isThere: true);
        await PassAsync(TimeSpan.FromDays(1));
        var hint = await _program.NextAsync("nudge");
        Assert.Contains("有1个词该复习了", hint.Chinese(), StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(Nudges());
    }

    [Fact]
    public async Task A_nudge_outlives_a_restart_and_is_not_sent_twice()
    {
        await _program.ChatAsync(User, "你好");
        await ReminderAsync(isThere: true);
        await RestartAsync();
        await _program.WatchAsync(User);
        await PassAsync(TimeSpan.FromDays(4));
        var nudge = await _program.NextAsync("nudge");
        Assert.Contains("天没来了", nudge.Chinese(), StringComparison.Ordinal);
        await RestartAsync();
        await PassAsync(TimeSpan.FromDays(9));
        Assert.Equal(3, (await _program.Session(User).History(new()).Soon("history")).Messages.Count);
        // It is remembered, and no message of the user's.
        Assert.Equal("success", (await _program.ChatAsync(User, "我来了")).Status());
        Assert.Equal(5, (await _program.Session(User).History(new()).Soon("history")).Messages.Count);
    }

    [Fact]
    public async Task She_writes_coldly_when_she_sulks()
    {
        for (var n = 0; n < 4; n++) await _program.ChatAsync(User, "你真笨");
        await ReminderAsync(isThere: true);
        await PassAsync(TimeSpan.FromDays(3));
        var nudge = await _program.NextAsync("nudge");
        Assert.Equal(("sulking", "turn_away"), (nudge.Data().Text("emotion"), nudge.Data().Text("action")));
    }

    private List<System.Text.Json.JsonElement> Nudges() => [.. _program.Rest().Where(static frame => frame.Status() == "nudge")];

    /// <summary>Moves the clock and has the session look after the user. A page of the user's stays open.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (; time > Hours; time -= Hours) await StepAsync(Hours);
        await StepAsync(time);
    }

    private async Task StepAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _program.WatchAsync(User);
        // The service ticks when it gets to it; a tick more than that must change nothing, so one is given here and waited for.
        await _program.TickAsync(User);
    }

    private Task ReminderAsync(bool isThere) => UntilAsync(async () => await _program.HasRemindersAsync() == isThere);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(Within.Limit);
        while (!await isSo()) late.Token.ThrowIfCancellationRequested();
    }

    private async Task RestartAsync()
    {
        await _program.DisposeAsync();
        _program = await TutorProgram.StartAsync(_place, _time);
    }
}
