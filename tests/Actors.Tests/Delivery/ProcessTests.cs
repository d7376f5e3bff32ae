using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>The program as a process: killed at any moment it keeps what it acknowledged, and it ends as asked.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_kill_9_everything_acknowledged_is_there_and_no_seq_is_used_again()
    {
        using var first = await ActorsProcess.StartAsync(_folder);
        await using var line = await first.ConnectAsync();
        for (var i = 1; i <= 6; i++) await line.ChatAsync(i == 3 ? "你真笨" : $"你好 {i}", $"m{i}");
        await line.AskAsync(new { action = "set_role", user_role = "师姐" }, "state");
        var (history, state) = (await line.HistoryAsync(), (await line.StateAsync()).GetRawText());
        await first.KillAsync();

        using var second = await ActorsProcess.StartAsync(_folder);
        await using var again = await second.ConnectAsync("after=0", line.Token);
        Assert.Equal(line.Events.Where(static frame => frame.Status() == "success").Texts(), (await again.RestAsync()).Texts());
        Assert.Equal(history, await again.HistoryAsync());
        Assert.Equal(state, (await again.StateAsync()).GetRawText());
        Assert.Equal(line.Events.First(static frame => frame.Status() == "success").GetRawText(), (await again.ChatAsync("你好 1", "m1")).GetRawText());
        var next = await again.ChatAsync("再见");
        Assert.True(next.Seq() > line.Events.Max(static frame => frame.Seq()));
        Assert.Equal(7, next.Turn());
    }

    [Fact]
    public async Task Of_a_crowd_that_talks_while_the_program_is_killed_no_acknowledged_turn_is_lost()
    {
        using var first = await ActorsProcess.StartAsync(_folder);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => first.ConnectAsync()));
        var kill = new TaskCompletionSource();
        var talks = crowd.Select(line => TalkUntilCutAsync(line, () => kill.TrySetResult())).ToList();
        await kill.Task.Soon("a long talk");
        await first.KillAsync();
        await Task.WhenAll(talks).Soon("the end of all talks");

        using var second = await ActorsProcess.StartAsync(_folder);
        foreach (var line in crowd)
        {
            await using var again = await second.ConnectAsync(token: line.Token);
            var kept = (await again.HistoryAsync()).Where(static message => message.Role == "user").Select(static message => message.Content).ToList();
            var acknowledged = line.Events.Count(static frame => frame.Status() == "success");
            // The turn under way at the kill may have been kept without its acknowledgement.
            Assert.InRange(kept.Count, acknowledged, acknowledged + 1);
            Assert.Equal(Enumerable.Range(1, kept.Count).Select(static i => $"你好 {i}"), kept);
            await line.DisposeAsync();
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_reply_the_message_is_sent_again_and_answered_once()
    {
        using var first = await ActorsProcess.StartAsync(_folder, "--Chat:Offline:Delay=00:00:20");
        await using var line = await first.ConnectAsync();
        await line.SayAsync("讲个故事", "c1");
        var delta = await line.NextAsync("delta");
        await first.KillAsync();

        using var second = await ActorsProcess.StartAsync(_folder);
        await using var again = await second.ConnectAsync($"after={delta.Seq()}", line.Token);
        Assert.False(again.Connected.GetProperty("generating").GetBoolean());
        var success = await again.ChatAsync("讲个故事", "c1");
        Assert.All(again.Events, frame => Assert.True(frame.Seq() > delta.Seq()));
        Assert.StartsWith(delta.Text("text"), success.Chinese(), StringComparison.Ordinal);
        Assert.Equal(2, (await again.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Killed_while_many_talk_no_acknowledged_reply_is_lost()
    {
        using var first = await ActorsProcess.StartAsync(_folder);
        var lines = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => first.ConnectAsync()));
        var talks = lines.Select(static line => TalkToTheEndAsync(line)).ToList();
        // All have something to lose.
        foreach (var (begun, _) in talks) await begun.Soon("every talk to have three replies");
        await first.KillAsync();
        foreach (var (_, ended) in talks) await ended.Soon("the end of a talk");

        using var second = await ActorsProcess.StartAsync(_folder);
        foreach (var line in lines)
        {
            var successes = line.Events.Where(static frame => frame.Status() == "success").TakeLast(19).ToList();
            await using var again = await second.ConnectAsync($"after={successes[0].Seq() - 1}", line.Token);
            var replayed = (await again.RestAsync()).Texts().ToList();
            // The last reply may have been saved and not sent any more.
            Assert.Equal(successes.Texts(), replayed.Take(successes.Count));
            Assert.InRange(replayed.Count - successes.Count, 0, 1);
        }
    }

    [Fact]
    public async Task SIGTERM_says_goodbye_and_exits_with_0()
    {
        using var program = await ActorsProcess.StartAsync(_folder);
        await using var line = await program.ConnectAsync();
        var ending = program.TerminateAsync();
        Assert.Equal(1001, await line.CloseCodeAsync());
        await line.DisposeAsync();
        Assert.Equal(0, await ending);
    }

    private static (Task Begun, Task Ended) TalkToTheEndAsync(TutorLine line)
    {
        var begun = new TaskCompletionSource();
        return (begun.Task, Task.Run(async () =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    await line.ChatAsync($"你好 {i}");
                    if (i == 2) begun.SetResult();
                }
            }
            catch (Exception failure) when (failure is System.Net.WebSockets.WebSocketException or InvalidOperationException)
            {
                // The program was killed.
            }
        }));
    }

    private static async Task TalkUntilCutAsync(ChatSocket line, Action longEnough)
    {
        try
        {
            for (var i = 1; i <= 90; i++)
            {
                await line.ChatAsync($"你好 {i}");
                if (i == 40) longEnough();
            }
        }
        catch (Exception cut) when (cut is System.Net.WebSockets.WebSocketException or InvalidOperationException)
        {
            // The program is gone.
        }
    }
}
