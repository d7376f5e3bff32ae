using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Words, days, look-ups and speech over HTTP.</summary>
public sealed class LearningApiTests(InstantApp app) : IClassFixture<InstantApp>
{
    [Fact]
    public async Task Words_are_there_as_soon_as_they_were_said_in_pages()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("我喜欢朋友和老师");
        var page = await GetAsync("/api/tutor/words/?page_size=2", line.Token);
        Assert.True(page.Number("count") >= 4);
        Assert.Equal(2, page.GetProperty("results").GetArrayLength());
        Assert.StartsWith("/api/tutor/words/?page_size=2&page=2", page.Text("next"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("previous").ValueKind);
        var all = (await GetAsync("/api/tutor/words?page_size=100", line.Token)).GetProperty("results").EnumerateArray().ToDictionary(static word => word.Text("word"));
        Assert.Equal(("péng you", 1, 0, false), (all["朋友"].Text("pinyin"), all["朋友"].Number("met"), all["朋友"].Number("quizzed"), all["朋友"].GetProperty("is_due").GetBoolean()));
        Assert.NotEmpty(all["老师"].Text("vietnamese"));
    }

    [Fact]
    public async Task A_quiz_answer_shows_in_words_progress_and_streak()
    {
        await using var line = await app.ConnectAsync();
        var quiz = (await line.ChatAsync("考考我")).Data().GetProperty("quiz_list")[0];
        var verdict = await line.AskAsync(new { action = "quiz_answer", quiz_id = quiz.Text("quiz_id"), answer = quiz.GetProperty("options")[0].GetString() }, "quiz_result");
        var isRight = verdict.Data().GetProperty("correct").GetBoolean();
        var progress = await GetAsync("/api/tutor/progress/?days=7&tz=Asia/Ho_Chi_Minh", line.Token);
        Assert.Equal(1, progress.Number("right") + progress.Number("wrong"));
        Assert.Equal((1, isRight ? 1 : 0, 7, "Asia/Ho_Chi_Minh"), (progress.Number("turns"), progress.Number("right"), progress.GetProperty("days").GetArrayLength(), progress.Text("time_zone")));
        var streak = await GetAsync("/api/tutor/streak/?tz=America/New_York", line.Token);
        Assert.Equal((1, 1, true), (streak.Number("days"), streak.Number("longest"), streak.GetProperty("done_today").GetBoolean()));
        var word = Assert.Single((await GetAsync("/api/tutor/words/?page_size=100", line.Token)).GetProperty("results").EnumerateArray(), static word => word.Number("quizzed") == 1);
        Assert.NotEqual(JsonValueKind.Null, word.GetProperty("due_at").ValueKind);
    }

    [Fact]
    public async Task Words_are_looked_up()
    {
        await using var line = await app.ConnectAsync();
        var entry = Assert.Single((await GetAsync("/api/tutor/dictionary/?q=%E6%9C%8B%E5%8F%8B", line.Token)).GetProperty("entries").EnumerateArray());
        Assert.Equal(("朋友", "péng you"), (entry.Text("simplified"), entry.Text("pinyin")));
        foreach (var at in (int[])[2, 3]) Assert.Equal("朋友", (await GetAsync($"/api/tutor/dictionary/?q=%E6%88%91%E7%9A%84%E6%9C%8B%E5%8F%8B&at={at}", line.Token)).Text("word"));
        Assert.Empty((await GetAsync("/api/tutor/dictionary/?q=xyz", line.Token)).GetProperty("entries").EnumerateArray());
    }

    [Theory]
    [InlineData("/api/tutor/words/?page=0")]
    [InlineData("/api/tutor/words/?page_size=101")]
    [InlineData("/api/tutor/words/?page=x")]
    [InlineData("/api/tutor/progress/?days=0")]
    [InlineData("/api/tutor/progress/?days=367")]
    [InlineData("/api/tutor/progress/?tz=Mars/Olympus")]
    [InlineData("/api/tutor/streak/?tz=../../etc/passwd")]
    [InlineData("/api/tutor/dictionary/")]
    [InlineData("/api/tutor/dictionary/?q=abc&at=3")]
    public async Task What_makes_no_sense_is_refused(string path)
    {
        await using var line = await app.ConnectAsync();
        var (status, body) = await SendAsync(HttpMethod.Get, path, line.Token);
        Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_FAILED"), (status, body.ErrorCode()));
    }

    [Theory]
    [InlineData("GET", "/api/tutor/words/")]
    [InlineData("GET", "/api/tutor/progress/")]
    [InlineData("GET", "/api/tutor/streak/")]
    [InlineData("GET", "/api/tutor/dictionary/?q=a")]
    [InlineData("GET", "/api/tutor/usage/")]
    [InlineData("POST", "/api/ai/text-to-speech/")]
    public async Task Nobody_sees_anything_without_a_token(string method, string path)
    {
        foreach (var token in (string?[])[null, "nonsense"]) Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new(method), path, token, new { text = "好" })).Status);
    }

    [Fact]
    public async Task A_user_sees_what_the_models_have_used()
    {
        await using var model = await ModelServer.StartAsync(ModelServer.Streams(ModelServer.Sound));
        await using var own = await ActorsApp.StartNewAsync(["--Chat:Providers=one", "--Chat:Endpoints:one:InputPrice=2", .. model.Settings("one")]);
        await using var line = await own.ConnectAsync();
        await line.ChatAsync("你好");
        await line.ChatAsync("再见");
        using var late = new CancellationTokenSource(Within.Limit);
        while (true)
        {
            var models = (await SendAsync(HttpMethod.Get, "/api/tutor/usage/", line.Token, http: own.Http)).Body.Data().GetProperty("models");
            late.Token.ThrowIfCancellationRequested();
            if (models.GetArrayLength() == 0 || models[0].Number("replies") < 2) continue;
            Assert.Equal(("one", 200, 40, 0.0004), (models[0].Text("provider"), models[0].Number("input_tokens"), models[0].Number("output_tokens"), models[0].GetProperty("cost").GetDouble()));
            break;
        }
    }

    [Fact]
    public async Task Speech_is_refused_where_there_is_no_engine()
    {
        await using var line = await app.ConnectAsync();
        var (status, body) = await SendAsync(HttpMethod.Post, "/api/ai/text-to-speech/", line.Token, new { text = "你好" });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "NO_SPEECH_ENGINE"), (status, body.ErrorCode()));
    }

    [Fact]
    public async Task A_text_is_spoken_on_request()
    {
        await using var voice = await ModelServer.StartAsync(ModelServer.Speaks());
        await using var own = await ActorsApp.StartNewAsync("--Speech:Engine=openai", $"--Speech:Endpoint:Url={voice.Url}");
        await using var line = await own.ConnectAsync();
        var (status, body) = await SendAsync(HttpMethod.Post, "/api/ai/text-to-speech/", line.Token, new { text = "你好！吃了吗？", emotion = "happy" }, own.Http);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("wav", body.Data().Text("audio_format"));
        Assert.InRange(body.Data().Number("duration_ms"), 2000, 3000);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/api/ai/text-to-speech/", line.Token, new { text = new string('长', 2001) }, own.Http)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/api/ai/text-to-speech/", line.Token, new { text = " " }, own.Http)).Status);
    }

    private async Task<JsonElement> GetAsync(string path, string token)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path, token);
        Assert.True(status == HttpStatusCode.OK, body.GetRawText());
        return body.Data();
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? token, object? json = null, HttpClient? http = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (method == HttpMethod.Post) request.Content = JsonContent.Create(json);
        using var response = await (http ?? app.Http).SendAsync(request).Soon(path);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}
