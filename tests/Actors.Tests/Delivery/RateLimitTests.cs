using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>A client that sends too much is told to wait, and goes on when it has.</summary>
public sealed class RateLimitTests
{
    private static readonly string[] Limited = ["--Limits:Enabled=true", "--Limits:FramesPerSecond=20", "--Limits:FrameBurst=30"];

    [Fact]
    public async Task A_thousand_frames_at_once_are_limited_and_none_is_lost_in_silence()
    {
        await using var app = await ActorsApp.StartNewAsync(Limited);
        await using var line = await app.ConnectAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++) await line.SendAsync(new { action = "state", id = $"{i}" });
        });
        var answers = new List<JsonElement>();
        var warnings = new List<JsonElement>();
        while (answers.Count < 1000)
        {
            var frame = await line.NextAsync();
            (frame.Status() == "quota" ? warnings : answers).Add(frame);
        }
        await sending;
        Assert.All(warnings, static warning => Assert.Equal(("frames", 30), (warning.Text("kind"), warning.Number("limit"))));
        Assert.InRange(warnings[0].Number("remaining"), 1, 7);
        Assert.Equal(1000, answers.Select(static answer => answer.Text("id")).Distinct().Count());
        Assert.True(answers.Count(static answer => answer.Status() == "state") >= 30);
        var refused = answers.Where(static answer => answer.Status() == "error").ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, static error => Assert.Equal("RATE_LIMITED", error.ErrorCode()));
        Assert.All(refused, static error => Assert.InRange(error.Number("retry_after_ms"), 1, 50));
    }

    [Fact]
    public async Task Who_waits_as_told_is_heard_again()
    {
        await using var app = await ActorsApp.StartNewAsync(Limited);
        await using var line = await app.ConnectAsync();
        var answer = await PingAsync(line);
        while (answer.Status() == "pong") answer = await PingAsync(line);
        // The wait is what is tested here, and the limiter of a running server has the real clock.
        for (; answer.Status() == "error"; answer = await PingAsync(line)) await Task.Delay(TimeSpan.FromMilliseconds(answer.Number("retry_after_ms")));
        Assert.Equal("pong", answer.Status());
    }

    [Fact]
    public async Task Limits_are_of_each_client_for_itself()
    {
        await using var app = await ActorsApp.StartNewAsync(Limited);
        await using var line = await app.ConnectAsync();
        await using var other = await app.ConnectAsync(token: line.Token);
        while ((await PingAsync(line)).Status() == "pong")
        {
        }
        Assert.Equal("pong", (await PingAsync(other)).Status());
    }

    [Fact]
    public async Task Broken_frames_count_too()
    {
        await using var app = await ActorsApp.StartNewAsync(Limited);
        await using var line = await app.ConnectAsync();
        string code;
        do
        {
            await line.SendTextAsync("{");
            code = (await AnswerAsync(line)).ErrorCode();
        }
        while (code == "INVALID_JSON");
        Assert.Equal("RATE_LIMITED", code);
    }

    private static async Task<JsonElement> PingAsync(TutorLine line)
    {
        await line.SendAsync(new { action = "ping" });
        return await AnswerAsync(line);
    }

    /// <summary>The next frame that is no warning.</summary>
    private static async Task<JsonElement> AnswerAsync(TutorLine line)
    {
        while (true)
        {
            var frame = await line.NextAsync();
            if (frame.Status() != "quota") return frame;
        }
    }
}
