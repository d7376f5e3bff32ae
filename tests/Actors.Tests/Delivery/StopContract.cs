using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Stopping her, and what a second message does, over either transport. A turn lasts until it is stopped.</summary>
public abstract class StopContract(ActorsApp app)
{
    private const string Story = "讲个故事";

    protected ActorsApp App { get; } = app;

    protected abstract Task<TutorLine> OpenAsync(string query = "", string? token = null);

    [Fact]
    public async Task A_stop_from_one_client_ends_the_turn_for_all_with_the_same_event()
    {
        await using var asking = await OpenAsync();
        await using var stopping = await OpenAsync(token: asking.Token);
        await asking.SayAsync(Story, "c1");
        await asking.NextAsync("delta");
        await stopping.SendAsync(new { action = "stop" });
        var interrupted = await asking.NextAsync("interrupted");
        Assert.Equal(interrupted.GetRawText(), (await stopping.NextAsync("interrupted")).GetRawText());
        Assert.Equal(("c1", 1), (interrupted.Text("id"), interrupted.Turn()));
        var shown = string.Concat(asking.Events.Where(static frame => frame.Status() == "delta").Select(static frame => frame.Text("text")));
        Assert.NotEmpty(shown);
        Assert.Equal(shown, interrupted.Chinese());
        Assert.Empty(await asking.RestAsync());
        Assert.Empty(await stopping.RestAsync());
        Assert.Equal([("user", Story), ("assistant", shown)], await asking.HistoryAsync());
        Assert.False((await asking.StateAsync()).GetProperty("generating").GetBoolean());
    }

    [Fact]
    public async Task A_stop_when_nothing_is_under_way_answers_with_the_state()
    {
        await using var line = await OpenAsync();
        var state = await line.AskAsync(new { action = "stop", id = "s" }, "state");
        Assert.Equal("s", state.Text("id"));
    }

    [Fact]
    public async Task The_message_of_a_stopped_turn_sent_again_returns_the_interrupted_event()
    {
        await using var line = await OpenAsync();
        await line.SayAsync(Story, "c1");
        await line.NextAsync("typing");
        var interrupted = await line.AskAsync(new { action = "stop" }, "interrupted");
        await line.SayAsync(Story, "c1");
        Assert.Equal(interrupted.GetRawText(), (await line.NextAsync("interrupted")).GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("double_text=queue")]
    public async Task A_second_message_waits_and_a_stop_ends_both(string query)
    {
        await using var line = await OpenAsync(query);
        await line.SayAsync(Story, "a");
        await line.SayAsync("你好", "b");
        Assert.Equal("a", (await line.NextAsync("typing")).Text("id"));
        Assert.Equal("b", (await line.NextAsync("typing")).Text("id"));
        var first = await line.AskAsync(new { action = "stop" }, "interrupted");
        var second = await line.NextAsync("interrupted");
        Assert.Equal(("a", 1, "b", 2), (first.Text("id"), first.Turn(), second.Text("id"), second.Turn()));
        Assert.Equal("", second.Chinese());
        Assert.Empty(await line.RestAsync());
    }

    [Fact]
    public async Task An_interrupting_message_ends_the_turn_and_takes_its_place()
    {
        await using var line = await OpenAsync("double_text=interrupt");
        await line.SayAsync(Story, "a");
        await line.NextAsync("typing");
        await line.SayAsync("你好", "b");
        Assert.Equal("a", (await line.NextAsync("interrupted")).Text("id"));
        Assert.Equal(("b", 2), (await line.NextAsync("typing") is var typing ? typing.Text("id") : "", typing.Turn()));
        Assert.Equal("b", (await line.AskAsync(new { action = "stop" }, "interrupted")).Text("id"));
    }

    [Fact]
    public async Task A_rejecting_client_is_told_that_she_is_still_answering()
    {
        await using var line = await OpenAsync("double_text=reject");
        await line.SayAsync(Story, "a");
        await line.NextAsync("typing");
        await line.SayAsync("你好", "b");
        var error = await line.NextAsync("error");
        Assert.Equal(("TURN_IN_PROGRESS", "b"), (error.ErrorCode(), error.Text("id")));
        await line.AskAsync(new { action = "stop" }, "interrupted");
        Assert.Empty(await line.RestAsync());
    }

    [Fact]
    public async Task More_messages_than_may_wait_are_refused_and_the_rest_still_end()
    {
        await using var line = await OpenAsync();
        for (var i = 0; i < 17; i++) await line.SayAsync("你好", $"m{i}");
        await line.SayAsync("你好", "too many");
        var error = await line.NextAsync("error");
        Assert.Equal(("QUEUE_FULL", "too many"), (error.ErrorCode(), error.Text("id")));
        await line.SendAsync(new { action = "stop" });
        for (var i = 0; i < 17; i++) Assert.Equal($"m{i}", (await line.NextAsync("interrupted")).Text("id"));
        Assert.Empty(await line.RestAsync());
    }

    [Fact]
    public async Task Every_interleaving_of_stops_and_messages_ends_every_turn_once()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var line = await OpenAsync("double_text=interrupt");
        await using var other = await OpenAsync(token: line.Token);
        for (var i = 0; i < 40; i++)
        {
            if (random.Next(3) == 0) await (random.Next(2) == 0 ? line : other).SendAsync(new { action = "stop" });
            else await line.SayAsync("你好", $"m{i}");
        }
        await line.RestAsync();
        await line.SendAsync(new { action = "stop" });
        await line.RestAsync();
        var turns = line.Events.Where(static frame => frame.Status() != "state").GroupBy(static frame => frame.Turn());
        // What had not been sent of a stopped turn is dropped, so not every turn shows its beginning.
        Assert.All(turns, static turn => Assert.Single(turn, static frame => frame.Status() == "interrupted"));
        Assert.All(turns, static turn => Assert.Equal("interrupted", turn.Last().Status()));
    }

    [Fact]
    public async Task Clearing_the_history_stops_her_too()
    {
        await using var line = await OpenAsync();
        await line.SayAsync(Story);
        await line.NextAsync("typing");
        await line.SendAsync(new { action = "clear_history", id = "x" });
        await line.NextAsync("interrupted");
        Assert.Equal("x", (await line.NextAsync("state")).Text("id"));
        Assert.Empty(await line.HistoryAsync());
    }
}

public sealed class WebSocketStopTests(EndlessApp app) : StopContract(app), IClassFixture<EndlessApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectAsync(query, token);
}

public sealed class HubStopTests(EndlessApp app) : StopContract(app), IClassFixture<EndlessApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectHubAsync(query, token);
}
