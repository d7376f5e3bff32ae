using System.Text.Json;
using Actors.Speech;
using Actors.Tests.Harness;

namespace Actors.Tests.Speech;

/// <summary>Her voice as clients get it, over a socket, from an endpoint that does well or badly.</summary>
public sealed class SpokenConversationTests : IAsyncLifetime
{
    private ModelServer _voice = null!;
    private ActorsApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _voice = await ModelServer.StartAsync(ModelServer.Speaks());
        _app = await ActorsApp.StartNewAsync("--Speech:Engine=openai", $"--Speech:Endpoint:Url={_voice.Url}", "--Speech:Endpoint:Attempts=1", "--Speech:InlineWait=00:00:20");
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_app).DisposeAsync();
        await _voice.DisposeAsync();
    }

    [Fact]
    public async Task Inline_sound_is_in_the_reply()
    {
        await using var line = await _app.ConnectAsync();
        var data = (await line.ChatAsync("你好")).GetProperty("data");
        Assert.Equal("wav", data.Text("audio_format"));
        var sound = Pcm.FromWav(data.GetProperty("audio_base64").GetBytesFromBase64());
        Assert.Equal(sound.DurationMs, data.GetProperty("duration_ms").GetInt32());
        Assert.Equal(JsonValueKind.Array, data.GetProperty("words").ValueKind);
        Assert.False(data.TryGetProperty("audio_error", out _));
    }

    [Fact]
    public async Task Separate_sound_follows_the_reply_with_the_next_number()
    {
        await using var line = await _app.ConnectAsync("audio=separate");
        var reply = await line.ChatAsync("你好", "c1");
        Assert.Equal(JsonValueKind.Null, reply.GetProperty("data").GetProperty("audio_base64").ValueKind);
        var audio = await line.NextAsync("audio");
        Assert.Equal(("c1", reply.Turn(), reply.Seq() + 1), (audio.Text("id"), audio.Turn(), audio.Seq()));
        Assert.False(audio.Data().Has("audio_error"), audio.GetRawText());
        Assert.True(Pcm.FromWav(audio.GetProperty("data").GetProperty("audio_base64").GetBytesFromBase64()).DurationMs > 500);
        Assert.True(audio.GetProperty("data").GetProperty("last").GetBoolean());
        Assert.True((await line.ChatAsync("讲个故事")).Seq() > audio.Seq());
    }

    [Fact]
    public async Task Streamed_sound_comes_sentence_by_sentence_and_is_the_whole()
    {
        await using var line = await _app.ConnectAsync("audio=stream");
        var reply = await line.ChatAsync("讲个故事");
        while (!(await line.NextAsync("audio")).GetProperty("data").GetProperty("last").GetBoolean())
        {
        }
        var spoken = line.Seen.Where(static frame => frame.Status() == "audio").Select(static frame => frame.GetProperty("data")).ToList(); // the first of them before the reply
        Assert.Equal(reply.GetProperty("data").Text("chinese_content"), string.Concat(spoken.Select(static part => part.Text("text"))));
        Assert.Equal(Enumerable.Range(0, spoken.Count), spoken.Select(static part => part.GetProperty("sentence").GetInt32()));
        Assert.True(spoken.Count > 3);
    }

    [Fact]
    public async Task Who_wants_no_sound_gets_none()
    {
        await using var line = await _app.ConnectAsync("audio=none");
        var data = (await line.ChatAsync("你好")).GetProperty("data");
        Assert.Equal(JsonValueKind.Null, data.GetProperty("audio_base64").ValueKind);
        Assert.False(data.TryGetProperty("audio_error", out _));
        Assert.Empty(_voice.Requests);
    }

    [Theory]
    [InlineData("audio=inline")]
    [InlineData("audio=separate")]
    [InlineData("audio=stream")]
    public async Task A_voice_that_fails_fails_no_reply(string query)
    {
        await using var broken = await ModelServer.StartAsync(ModelServer.Refuses(500));
        await using var app = await ActorsApp.StartNewAsync("--Speech:Engine=openai", $"--Speech:Endpoint:Url={broken.Url}", "--Speech:Endpoint:Attempts=1", "--Speech:InlineWait=00:00:20");
        await using var line = await app.ConnectAsync(query);
        var reply = await line.ChatAsync("你好");
        Assert.Equal("success", reply.Status());
        var data = query == "audio=inline" ? reply.GetProperty("data") : (await line.NextAsync("audio")).GetProperty("data");
        Assert.Equal(JsonValueKind.Null, data.GetProperty("audio_base64").ValueKind);
        Assert.Equal("SPEECH_FAILED", data.Text("audio_error"));
    }

    [Fact]
    public async Task A_voice_that_hangs_delays_no_reply()
    {
        await using var hanging = await ModelServer.StartAsync(ModelServer.Stalls(""));
        await using var hurried = await ActorsApp.StartNewAsync("--Speech:Engine=openai", $"--Speech:Endpoint:Url={hanging.Url}", "--Speech:InlineWait=00:00:00.05");
        await using var line = await hurried.ConnectAsync();
        await using var separate = await hurried.ConnectAsync("audio=separate", line.Token);
        var reply = await line.ChatAsync("你好");
        Assert.Equal("SPEECH_TOO_SLOW", reply.GetProperty("data").Text("audio_error"));
        Assert.Equal("success", (await separate.NextAsync("success")).Status());
        Assert.Equal("success", (await line.ChatAsync("再说一次")).Status());
    }

    [Fact]
    public async Task What_happens_behind_an_inline_reply_keeps_its_order()
    {
        await using var line = await _app.ConnectAsync();
        for (var n = 0; n < 6; n++) await line.SendAsync(new { action = "chat", message = $"你好 {n}", id = $"c{n}" });
        for (var n = 0; n < 6; n++) Assert.Equal($"c{n}", (await line.NextAsync("success")).Text("id"));
        Assert.Equal(line.Events.Select(static frame => frame.Seq()).Order(), line.Events.Select(static frame => frame.Seq()));
    }

    [Fact]
    public async Task A_reply_sent_again_has_its_sound_again()
    {
        await using var line = await _app.ConnectAsync();
        var first = await line.ChatAsync("你好", "c1");
        await line.SendAsync(new { action = "chat", message = "你好", id = "c1" });
        var again = await line.NextAsync("success");
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Distinct(_voice.Requests.Select(static request => request.Body.Text("input")));
    }
}
