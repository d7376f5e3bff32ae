using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Delivery;

/// <summary>A front end that sends again, as on a cluster, before a session that has not died: nobody must notice.</summary>
public sealed class ResendTests(ResendTests.ResendingApp app) : IClassFixture<ResendTests.ResendingApp>
{
    private const string Story = "讲个故事";

    [Fact]
    public async Task A_turn_that_is_silent_for_long_is_answered_once()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync(Story, "c1");
        await ExpectAnsweredOnceAsync(line, Story);
        Assert.All(line.Events, static frame => Assert.Equal(("c1", 1), (frame.Text("id"), frame.Turn())));
    }

    [Fact]
    public async Task A_message_without_an_id_is_answered_once_and_no_id_is_shown()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync(Story);
        await ExpectAnsweredOnceAsync(line, Story);
        Assert.All(line.Events, static frame => Assert.False(frame.Has("id"), frame.GetRawText()));
    }

    [Fact]
    public async Task Messages_that_wait_are_answered_once_and_in_order()
    {
        await using var line = await app.ConnectAsync();
        string[] messages = [Story, "你好", "再见"];
        await line.SayAsync(messages[0], "a");
        await line.SayAsync(messages[1]);
        await line.SayAsync(messages[2], "c");
        for (var n = 0; n < messages.Length; n++) Assert.Equal(n + 1, (await line.NextAsync("success")).Turn());
        await ExpectAnsweredOnceAsync(line, messages);
        Assert.Equal(["a", null, "c"], line.Events.Where(static frame => frame.Status() == "typing").Select(static frame => frame.Has("id") ? frame.Text("id") : null));
    }

    [Fact]
    public async Task The_same_words_twice_without_an_id_are_two_messages()
    {
        await using var line = await app.ConnectAsync();
        for (var n = 0; n < 2; n++) await line.SayAsync("你好");
        for (var n = 0; n < 2; n++) await line.NextAsync("success");
        await ExpectAnsweredOnceAsync(line, "你好", "你好");
    }

    [Fact]
    public async Task A_stop_ends_a_silent_turn_and_all_that_wait_and_nothing_follows()
    {
        await using var line = await app.ConnectAsync();
        await line.SayAsync(Story, "c1");
        await line.SayAsync("你好");
        await line.NextAsync("delta");
        await line.NextAsync("delta");
        await line.SendAsync(new { action = "stop" });
        Assert.Equal("c1", (await line.NextAsync("interrupted")).Text("id"));
        Assert.False((await line.NextAsync("interrupted")).Has("id"));
        Assert.False((await line.StateAsync()).GetProperty("generating").GetBoolean());
        await ExpectNothingPendingAsync(line.Connected.Text("session"));
        Assert.Empty(await line.RestAsync());
        Assert.DoesNotContain(line.Events, static frame => frame.Status() == "restart");
    }

    [Fact]
    public async Task A_stop_when_nothing_is_under_way_answers_with_the_state()
    {
        await using var line = await app.ConnectAsync();
        Assert.Equal("s", (await line.AskAsync(new { action = "stop", id = "s" }, "state")).Text("id"));
    }

    [Fact]
    public async Task A_message_whose_client_has_gone_is_answered_and_pending_no_more()
    {
        var line = await app.ConnectAsync();
        await line.SayAsync("你好", "c1");
        await line.NextAsync("typing");
        await line.DisposeAsync();
        await using var again = await app.ConnectAsync("after=0", line.Token);
        await again.NextAsync("success");
        await ExpectAnsweredOnceAsync(again, "你好");
    }

    /// <summary>An end may be heard before it is known whose it is: what is sent once more has ended then.</summary>
    private async Task ExpectNothingPendingAsync(string session)
    {
        var pending = app.Services.GetRequiredService<PendingTurns>();
        await pending.ResendAsync(session).Soon("a resend");
        Assert.False(await pending.ResendAsync(session).Soon("nothing"));
    }

    private static async Task ExpectAnsweredOnceAsync(TutorLine line, params string[] messages)
    {
        Assert.Empty(await line.RestAsync());
        Assert.DoesNotContain(line.Events, static frame => frame.Status() == "restart");
        Assert.Equal(messages.Length, line.Events.Count(static frame => frame.Status() == "success"));
        Assert.Equal(messages.Length, line.Events.Count(static frame => frame.Status() == "typing"));
        Assert.Equal(line.Events.Select(static frame => frame.Seq()).Order().Distinct(), line.Events.Select(static frame => frame.Seq()));
        Assert.Equal(messages, (await line.HistoryAsync()).Where(static said => said.Role == "user").Select(static said => said.Content));
    }

    /// <summary>It sends again after 50 ms, and she is silent for longer between her clauses.</summary>
    public sealed class ResendingApp() : ActorsApp("--Delivery:ResendAfter=00:00:00.05", "--Chat:Offline:Delay=00:00:01.5");
}
