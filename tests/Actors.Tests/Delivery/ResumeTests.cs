using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Coming back: after a long time, and after the server was away.</summary>
public sealed class ResumeTests
{
    private const string Endless = "--Chat:Offline:Delay=00:00:30";

    [Fact]
    public async Task Who_was_away_for_more_than_twenty_turns_must_load_the_history()
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 25; i++) await line.ChatAsync($"你好 {i}");
        await using var old = await app.ConnectAsync("after=1", line.Token);
        Assert.Equal("""{"status":"resync","reason":"too_old"}""", (await old.NextAsync("resync")).GetRawText());
        Assert.Empty(await old.RestAsync());
        var firstHeld = line.Events.First(static frame => frame.Turn() == 6);
        await using var recent = await app.ConnectAsync($"after={firstHeld.Seq() - 1}", line.Token);
        Assert.Equal(line.Events.Where(static frame => frame.Turn() >= 6).Texts(), (await recent.RestAsync()).Texts());
    }

    [Theory]
    [InlineData("after=99999")]
    [InlineData("after=9223372036854775807")]
    public async Task Who_claims_to_have_seen_the_future_must_load_the_history(string query)
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync(query);
        Assert.Equal("too_old", (await line.NextAsync("resync")).Text("reason"));
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("after=last")]
    [InlineData("after=")]
    [InlineData("after=1&after=2")]
    public async Task An_unreadable_after_replays_nothing(string query)
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        await using var again = await app.ConnectAsync(query, line.Token);
        Assert.Empty(await again.RestAsync());
    }

    [Fact]
    public async Task A_restart_keeps_final_events_history_temper_and_role_and_uses_no_seq_again()
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 7; i++) await line.ChatAsync(i == 4 ? "你真笨" : $"你好 {i}", $"m{i}");
        await line.AskAsync(new { action = "set_role", user_role = "师姐" }, "state");
        var (history, state, last) = (await line.HistoryAsync(), (await line.StateAsync()).GetRawText(), line.Events.Max(static frame => frame.Seq()));
        await app.RestartAsync();
        await using var again = await app.ConnectAsync("after=0", line.Token);
        Assert.Equal(7, again.Connected.Turn());
        Assert.Equal(line.Events.Where(static frame => frame.Status() == "success").Texts(), (await again.RestAsync()).Texts());
        Assert.Equal(history, await again.HistoryAsync());
        Assert.Equal(state, (await again.StateAsync()).GetRawText());
        var resent = await again.ChatAsync("你好 1", "m1");
        Assert.Equal(line.Events.First(static frame => frame.Status() == "success").GetRawText(), resent.GetRawText());
        Assert.True((await again.ChatAsync("再见")).Seq() > last);
    }

    [Fact]
    public async Task A_restart_after_more_than_twenty_turns_still_pages_through_all()
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 23; i++) await line.ChatAsync($"你好 {i}");
        var history = await line.HistoryAsync();
        await app.RestartAsync();
        await using var again = await app.ConnectAsync("after=0", line.Token);
        await again.NextAsync("resync");
        Assert.Equal(history, await again.HistoryAsync());
        Assert.Equal(20, (await again.StateAsync()).Number("turns"));
    }

    [Fact]
    public async Task A_turn_number_that_a_client_has_seen_is_not_used_again_after_a_restart()
    {
        await using var app = await ActorsApp.StartNewAsync(Endless);
        await using var line = await app.ConnectAsync();
        for (var i = 0; i < 3; i++) await line.SayAsync("你好");
        await line.SendAsync(new { action = "stop" });
        for (var i = 0; i < 3; i++) await line.NextAsync("interrupted");
        await app.RestartAsync();
        await using var again = await app.ConnectAsync(token: line.Token);
        await again.SayAsync("你好");
        Assert.Equal(4, (await again.NextAsync("typing")).Turn());
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_a_turn_loses_only_that_turn_and_the_message_can_be_sent_again()
    {
        await using var app = await ActorsApp.StartNewAsync(Endless);
        await using var line = await app.ConnectAsync();
        await line.SayAsync("讲个故事", "c1");
        var delta = await line.NextAsync("delta");
        await app.RestartAsync();
        await using var again = await app.ConnectAsync($"after={delta.Seq()}", line.Token);
        Assert.False(again.Connected.GetProperty("generating").GetBoolean());
        Assert.Empty(await again.HistoryAsync());
        await again.SayAsync("讲个故事", "c1");
        Assert.True((await again.NextAsync("typing")).Seq() > delta.Seq());
        Assert.Equal("c1", (await again.AskAsync(new { action = "stop" }, "interrupted")).Text("id"));
    }
}
