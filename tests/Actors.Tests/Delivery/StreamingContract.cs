using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>What holds for the events of a reply while it is under way, over either transport. She answers clause by clause.</summary>
public abstract class StreamingContract(ActorsApp app)
{
    // She tells a story: many clauses.
    private const string Story = "讲个故事";

    protected ActorsApp App { get; } = app;

    protected abstract Task<TutorLine> OpenAsync(string query = "", string? token = null);

    [Fact]
    public async Task A_reply_comes_in_pieces_that_joined_are_its_text()
    {
        await using var line = await OpenAsync();
        var success = await line.ChatAsync(Story, "s");
        var deltas = line.Events.Where(static frame => frame.Status() == "delta").ToList();
        Assert.True(deltas.Count > 2, $"only {deltas.Count} pieces");
        Assert.Equal(success.Chinese(), string.Concat(deltas.Select(static frame => frame.Text("text"))));
    }

    [Fact]
    public async Task Every_event_has_a_turn_and_a_seq_that_rises()
    {
        await using var line = await OpenAsync();
        await line.ChatAsync(Story);
        await line.ChatAsync("你好");
        Assert.All(line.Seen, static frame => Assert.True(frame.Has("turn") && frame.Has("seq"), frame.GetRawText()));
        Assert.All(line.Seen.Zip(line.Seen.Skip(1)), static pair => Assert.True(pair.First.Seq() < pair.Second.Seq(), pair.Second.GetRawText()));
        Assert.Equal([1, 2], line.Events.Select(static frame => frame.Turn()).Distinct());
    }

    [Fact]
    public async Task Ping_is_answered_while_she_speaks()
    {
        await using var line = await OpenAsync();
        await line.SayAsync(Story);
        await line.NextAsync("delta");
        await line.AskAsync(new { action = "ping" }, "pong");
        Assert.DoesNotContain(line.Seen, static frame => frame.Status() == "success");
        await line.NextAsync("success");
    }

    [Fact]
    public async Task Who_comes_in_the_middle_of_a_reply_is_told_so()
    {
        await using var line = await OpenAsync();
        await line.SayAsync(Story);
        var delta = await line.NextAsync("delta");
        await using var late = await OpenAsync(token: line.Token);
        Assert.True(late.Connected.GetProperty("generating").GetBoolean());
        Assert.Equal(1, late.Connected.Turn());
        Assert.True(late.Connected.Seq() >= delta.Seq());
        Assert.Equal((await line.NextAsync("success")).GetRawText(), (await late.NextAsync("success")).GetRawText());
    }

    [Fact]
    public async Task A_reply_cut_after_any_event_is_whole_again_after_coming_back()
    {
        await using var whole = await OpenAsync();
        var cuts = new List<(TutorLine Line, int After)>();
        for (var after = 1; after <= 12; after++) cuts.Add((await OpenAsync(token: whole.Token), after));
        await whole.SayAsync(Story);
        var rejoined = await Task.WhenAll(cuts.Select(cut => CutAsync(cut.Line, cut.After)));
        await whole.NextAsync("success");
        var expected = whole.Events.Texts().ToList();
        Assert.All(rejoined, events => Assert.Equal(expected, events));
    }

    [Fact]
    public async Task Replies_cut_at_random_places_are_whole_again()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var whole = await OpenAsync();
        var talk = Enumerable.Range(0, 6).Select(i => CutAtRandomAsync(whole.Token, new Random(seed + i), turns: 3)).ToList();
        for (var turn = 0; turn < 3; turn++) await whole.ChatAsync(Story);
        var expected = whole.Events.Texts().ToList();
        foreach (var cut in talk) Assert.Equal(expected, await cut);
    }

    [Fact]
    public async Task Resume_on_a_live_socket_replays_what_came_after_any_event()
    {
        await using var line = await OpenAsync();
        await line.ChatAsync(Story);
        var events = line.Events.ToList();
        foreach (var (seen, at) in events.Select(static (seen, at) => (seen, at)))
        {
            await line.SendAsync(new { action = "resume", after = seen.Seq() });
            Assert.Equal(events.Skip(at + 1).Texts(), (await line.RestAsync()).Texts());
        }
    }

    [Fact]
    public async Task Resume_in_the_middle_of_a_reply_repeats_and_goes_on()
    {
        await using var line = await OpenAsync();
        await using var whole = await OpenAsync(token: line.Token);
        await line.SayAsync(Story);
        var typing = await line.NextAsync("typing");
        await line.NextAsync("delta");
        var before = line.Seen.Count;
        await line.SendAsync(new { action = "resume", after = typing.Seq() - 1 });
        await line.NextAsync("success");
        await whole.NextAsync("success");
        var repeated = line.Seen.Skip(before).SkipWhile(frame => frame.Seq() > typing.Seq());
        Assert.Equal(whole.Events.Texts(), repeated.Texts());
    }

    [Fact]
    public async Task A_hundred_clients_of_a_session_see_one_order()
    {
        await using var line = await OpenAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 99).Select(_ => OpenAsync(token: line.Token)));
        await others[7].SayAsync(Story, "a");
        await others[42].SayAsync("你好", "b");
        await others[99 / 2].SendAsync(new { action = "set_role", user_role = "师姐" });
        TutorLine[] all = [line, .. others];
        var orders = new List<string>();
        foreach (var reader in all)
        {
            await reader.NextAsync("success");
            await reader.NextAsync("success");
            orders.Add(string.Join('\n', reader.Events.Texts()));
        }
        Assert.Single(orders.Distinct());
        foreach (var other in others) await other.DisposeAsync();
    }

    /// <summary>Reads some events, goes away, comes back with the last seq and reads to the end.</summary>
    private async Task<IEnumerable<string>> CutAsync(TutorLine line, int after)
    {
        while (line.Events.Count() < after && line.Seen[^1].Status() != "success") await line.NextAsync();
        var token = line.Token;
        await line.DisposeAsync();
        await using var again = await OpenAsync($"after={line.Seen[^1].Seq()}", token);
        if (line.Seen[^1].Status() != "success") await again.NextAsync("success");
        return line.Events.Concat(again.Events).Texts();
    }

    private async Task<List<string>> CutAtRandomAsync(string token, Random random, int turns)
    {
        var events = new List<JsonElement>();
        while (events.Count(static frame => frame.Status() == "success") < turns)
        {
            await using var line = await OpenAsync($"after={(events.Count == 0 ? 0 : events[^1].Seq())}", token);
            for (var count = random.Next(1, 6); count > 0 && events.Count(static frame => frame.Status() == "success") < turns; count--) events.Add(await line.NextAsync());
        }
        return [.. events.Texts()];
    }
}

public sealed class WebSocketStreamingTests(PacedApp app) : StreamingContract(app), IClassFixture<PacedApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectAsync(query, token);
}

public sealed class HubStreamingTests(PacedApp app) : StreamingContract(app), IClassFixture<PacedApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectHubAsync(query, token);
}
