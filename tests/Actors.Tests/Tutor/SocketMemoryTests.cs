using Actors.Tests.Harness;

namespace Actors.Tests.Tutor;

/// <summary>What a session remembers, seen from a socket: history and its pages, role, state, clearing.</summary>
public sealed class SocketMemoryTests(InstantApp app) : IClassFixture<InstantApp>
{
    [Fact]
    public async Task History_is_the_conversation_oldest_first()
    {
        await using var line = await app.ConnectAsync();
        var hello = await line.ChatAsync("你好");
        var bye = await line.ChatAsync("再见");
        Assert.Equal([("user", "你好"), ("assistant", hello.Chinese()), ("user", "再见"), ("assistant", bye.Chinese())], await line.HistoryAsync());
    }

    [Fact]
    public async Task Messages_of_history_have_ids_and_times()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        var history = await line.AskAsync(new { action = "history", id = "h" }, "history");
        Assert.Equal("h", history.Text("id"));
        var messages = history.Data().GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(2, messages.Select(static message => message.Text("id")).Distinct().Count());
        Assert.All(messages, static message => Assert.Equal(TimeSpan.Zero, message.GetProperty("timestamp").GetDateTimeOffset().Offset));
    }

    [Fact]
    public async Task Twenty_five_turns_can_be_paged_though_twenty_are_remembered()
    {
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 25; i++) await line.ChatAsync($"你好 {i}", $"m{i}");
        Assert.Equal(20, (await line.StateAsync()).Number("turns"));
        Assert.Equal(50, (await line.HistoryAsync()).Count);
        Assert.Equal(40, (await line.AskAsync(new { action = "history" }, "history")).Messages().Count);
        foreach (var size in new[] { 1, 3, 7, 40 }) Assert.Equal(await line.HistoryAsync(), await PagesAsync(line, size));
    }

    [Fact]
    public async Task A_page_is_full_while_there_is_more_even_over_turns_that_were_stopped_at_once()
    {
        await using var slow = await ActorsApp.StartNewAsync("--Chat:Offline:Delay=00:00:30");
        await using var line = await slow.ConnectAsync();
        for (var i = 0; i < 30; i++)
        {
            await line.SayAsync("你好");
            await line.AskAsync(new { action = "stop" }, "interrupted");
        }
        Assert.Equal(25, (await line.AskAsync(new { action = "history", limit = 25 }, "history")).Messages().Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(1_000_000, 4)]
    public async Task A_limit_out_of_range_is_brought_into_it(long limit, int expected)
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        await line.ChatAsync("再见");
        Assert.Equal(expected, (await line.AskAsync(new { action = "history", limit }, "history")).Messages().Count);
    }

    [Fact]
    public async Task A_resend_of_an_old_message_is_recognised_after_she_has_forgotten_the_turn()
    {
        await using var line = await app.ConnectAsync();
        var first = await line.ChatAsync("你好 0", "m0");
        for (var i = 1; i <= 30; i++) await line.ChatAsync($"你好 {i}", $"m{i}");
        Assert.Equal(first.GetRawText(), (await line.ChatAsync("你好 0", "m0")).GetRawText());
        await line.SayAsync("别的", "m1");
        Assert.Equal("ID_CONFLICT", (await line.NextAsync("error")).ErrorCode());
        Assert.Equal(62, (await line.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Clearing_forgets_the_conversation_for_all_clients_but_not_her_temper()
    {
        await using var line = await app.ConnectAsync();
        await using var other = await app.ConnectAsync(token: line.Token);
        await line.ChatAsync("你真笨", "c1");
        var state = await line.AskAsync(new { action = "clear_history", id = "x" }, "state");
        Assert.Equal((3, 0), (state.Data().Number("sulking_level"), state.Data().Number("turns")));
        Assert.Equal(state.GetRawText(), (await other.NextAsync("state")).GetRawText());
        Assert.Empty(await other.HistoryAsync());
        Assert.Equal(2, (await line.ChatAsync("你真笨", "c1")).Turn());
        Assert.Equal(2, (await line.HistoryAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_comes_back_from_before_a_clearing_must_load_the_history(bool restarts)
    {
        await using var own = await ActorsApp.StartNewAsync();
        await using var line = await own.ConnectAsync();
        var reply = await line.ChatAsync("你好");
        var cleared = await line.AskAsync(new { action = "clear_history" }, "state");
        if (restarts) await own.RestartAsync();
        await using var old = await own.ConnectAsync($"after={reply.Seq() - 1}", line.Token);
        Assert.Equal("too_old", (await old.NextAsync("resync")).Text("reason"));
        await using var upToDate = await own.ConnectAsync($"after={reply.Seq()}", line.Token);
        Assert.Contains((await upToDate.NextAsync()).Status(), new[] { "resync", "state" });
        await using var current = await own.ConnectAsync($"after={cleared.Seq()}", line.Token);
        Assert.Empty(await current.RestAsync());
    }

    [Fact]
    public async Task A_new_role_is_told_to_all_clients_and_kept()
    {
        await using var line = await app.ConnectAsync();
        await using var other = await app.ConnectAsync(token: line.Token);
        var state = await line.AskAsync(new { action = "set_role", user_role = "师姐", id = "r" }, "state");
        Assert.Equal(("r", "师姐"), (state.Text("id"), state.Data().Text("user_role")));
        Assert.Equal(state.GetRawText(), (await other.NextAsync("state")).GetRawText());
        Assert.Equal("师姐", (await other.StateAsync()).Text("user_role"));
    }

    [Fact]
    public async Task A_message_can_bring_a_new_role()
    {
        await using var line = await app.ConnectAsync();
        Assert.Equal("师兄", (await line.StateAsync()).Text("user_role"));
        await line.AskAsync(new { action = "chat", message = "你好", user_role = "师姐" }, "success");
        Assert.Equal("师姐", (await line.StateAsync()).Text("user_role"));
    }

    [Fact]
    public async Task State_tells_her_temper_and_an_apology_mends_it()
    {
        await using var line = await app.ConnectAsync();
        var insulted = await line.ChatAsync("你真笨");
        Assert.Equal(3, insulted.Data().Number("sulking_level"));
        Assert.Equal(3, (await line.StateAsync()).Number("sulking_level"));
        await line.ChatAsync("对不起");
        Assert.Equal(0, (await line.StateAsync()).Number("sulking_level"));
    }

    private static async Task<List<(string Role, string Content)>> PagesAsync(TutorLine line, int limit)
    {
        var pages = new List<(string, string)>();
        for (string? before = null; ;)
        {
            var page = await line.AskAsync(new { action = "history", limit, before }, "history");
            var messages = page.Data().GetProperty("messages");
            if (messages.GetArrayLength() == 0) return pages;
            pages.InsertRange(0, page.Messages());
            before = messages[0].Text("id");
        }
    }
}
