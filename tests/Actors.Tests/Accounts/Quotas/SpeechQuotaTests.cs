using System.Net.Http.Json;
using System.Text.Json;
using Actors.Accounts;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Accounts.Quotas;

/// <summary>Seconds of speech are counted, on sockets and on request, and end with the plan's; a reply is never refused for its voice.</summary>
public sealed class SpeechQuotaTests : IAsyncLifetime
{
    private ModelServer _voice = null!;
    private ActorsApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _voice = await ModelServer.StartAsync(ModelServer.Speaks()); // a second for each sentence
        _app = await ActorsApp.StartNewAsync("--Speech:Engine=openai", $"--Speech:Endpoint:Url={_voice.Url}", "--Speech:InlineWait=00:00:20", "--Quotas:Free:SpeechSecondsPerDay=2");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_voice is not null) await _voice.DisposeAsync();
    }

    [Theory]
    [InlineData("audio=inline")]
    [InlineData("audio=separate")]
    [InlineData("audio=stream")]
    public async Task When_nothing_is_left_replies_come_without_sound_and_say_why(string query)
    {
        await using var line = await _app.ConnectAsync(query);
        for (var n = 0; n < 5 && await UsedMsAsync(line) < 2000; n++)
        {
            await line.ChatAsync($"讲个故事 {n}");
            if (query != "audio=inline") await SoundAsync(line);
            await CountedAsync(line);
        }
        var reply = await line.ChatAsync("再讲一个");
        var data = query == "audio=inline" ? reply.Data() : await SoundAsync(line);
        Assert.Equal((JsonValueKind.Null, "SPEECH_QUOTA"), (data.GetProperty("audio_base64").ValueKind, data.Text("audio_error")));
        Assert.NotEmpty(reply.Chinese());
    }

    [Fact]
    public async Task Speech_on_request_is_counted_and_refused_alike()
    {
        var guest = await _app.GuestAsync();
        for (var n = 1; n <= 2; n++)
        {
            Assert.Equal(200, (int)(await SpeakAsync(guest.Access, $"师兄好 {n}")).Status);
            await CountedAsync(guest.Id, n * 1000);
        }
        Assert.Equal((429, "QUOTA_EXCEEDED"), (await SpeakAsync(guest.Access, "还有吗")).Refusal);
        var quota = (await _app.GetAsync("/api/auth/profile/", guest.Access)).Data.GetProperty("quota").GetProperty("speech_seconds_today");
        Assert.Equal(2, quota.Number("limit"));
        Assert.InRange(quota.Number("used"), 2, 3);
    }

    [Fact]
    public async Task A_request_that_calls_itself_as_the_last_one_is_counted_too()
    {
        var guest = await _app.GuestAsync();
        await SpeakAsync(guest.Access, "师兄好", "the same");
        await CountedAsync(guest.Id, 1000);
        await SpeakAsync(guest.Access, "师姐好", "the same");
        await CountedAsync(guest.Id, 2000);
    }

    [Fact]
    public async Task Another_plan_gives_the_voice_back_at_once()
    {
        var member = await _app.JoinAsync();
        for (var n = 1; n <= 2; n++)
        {
            await SpeakAsync(member.Access, $"师兄好 {n}");
            await CountedAsync(member.Id, n * 1000);
        }
        Assert.Equal((429, "QUOTA_EXCEEDED"), (await SpeakAsync(member.Access, "还有吗")).Refusal);
        await _app.PutAsync($"/api/v1/admin/users/{member.Id}", new { plan = "PREMIUM" }, _app.OperatorToken());
        var next = AccountCalls.MemberOf(await _app.RefreshAsync(member.Refresh));
        Assert.Equal(200, (int)(await SpeakAsync(next.Access, "现在呢")).Status);
        await using var line = await _app.ConnectAsync(token: next.Access);
        Assert.False((await line.ChatAsync("你好")).Data().Has("audio_error"));
    }

    private static async Task<JsonElement> SoundAsync(TutorLine line)
    {
        var data = (await line.NextAsync("audio")).Data();
        while (!data.GetProperty("last").GetBoolean()) data = (await line.NextAsync("audio")).Data();
        return data;
    }

    private Task<ApiAnswer> SpeakAsync(string token, string text, string? requestId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/ai/text-to-speech/") { Content = JsonContent.Create(new { text }) };
        request.Headers.Authorization = new("Bearer", token);
        if (requestId is not null) request.Headers.Add("X-Request-ID", requestId);
        return _app.CallAsync(request);
    }

    private async Task<long> UsedMsAsync(string user) => (await _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(user).Quota().Soon("the quota")).SpeechMs.Used;

    private Task<long> UsedMsAsync(TutorLine line) => UsedMsAsync(line.Connected.Text("user_id"));

    /// <summary>Nobody waits for the counting, so it is waited for here.</summary>
    private async Task CountedAsync(string user, long atLeast)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await UsedMsAsync(user) < atLeast) late.Token.ThrowIfCancellationRequested();
    }

    private async Task CountedAsync(TutorLine line)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await UsedMsAsync(line) == 0) late.Token.ThrowIfCancellationRequested();
    }
}
