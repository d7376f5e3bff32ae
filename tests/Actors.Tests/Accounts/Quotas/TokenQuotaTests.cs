using System.Text.Json;
using Actors.Accounts;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Accounts.Quotas;

/// <summary>Tokens of models are counted once for each turn that succeeded, and end with the plan's.</summary>
public sealed class TokenQuotaTests : IAsyncLifetime
{
    private const int OfATurn = 120; // as the model says

    private ModelServer _model = null!;
    private ActorsApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await ModelServer.StartAsync(ModelServer.Streams(ModelServer.Sound));
        _app = await ActorsApp.StartNewAsync(["--Chat:Providers=one", .. _model.Settings("one"), $"--Quotas:Free:TokensPerDay={3 * OfATurn}", "--Delivery:ResendAfter=00:00:00.75"]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_model is not null) await _model.DisposeAsync();
    }

    [Fact]
    public async Task Each_turn_is_counted_once_and_the_profile_says_so()
    {
        await using var line = await _app.ConnectAsync();
        await line.ChatAsync("你好", "c1");
        await UsedAsync(line, OfATurn);
        await line.ChatAsync("你好", "c1"); // the same message again
        await line.ChatAsync("再见", "c2");
        await UsedAsync(line, 2 * OfATurn);
        var quota = (await _app.GetAsync("/api/auth/profile/", line.Token)).Data.GetProperty("quota");
        Assert.Equal((2 * OfATurn, 3 * OfATurn), (quota.GetProperty("tokens_today").Number("used"), quota.GetProperty("tokens_today").Number("limit")));
        Assert.Equal(2, _model.Requests.Count);
    }

    [Fact]
    public async Task When_nothing_is_left_a_quota_frame_comes_and_then_the_refusal()
    {
        await using var line = await _app.ConnectAsync();
        await ExhaustAsync(line);
        await line.SayAsync("还有吗", "c9");
        var frame = await line.NextAsync();
        for (; frame.Status() != "quota"; frame = await line.NextAsync())
        {
            // The session may hear of the quota a moment after the user's grain has counted: then this was the last one.
            if (frame.Status() == "success") await line.SayAsync("还有吗", "c9b");
        }
        var answered = _model.Requests.Count;
        Assert.InRange(answered, 3, 4);
        Assert.Equal(("tokens", 3 * OfATurn, 0), (frame.Text("kind"), frame.Number("limit"), frame.Number("remaining")));
        Assert.Equal(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1), frame.GetProperty("resets_at").GetDateTime());
        var refusal = await line.NextAsync();
        Assert.Equal(("error", "QUOTA_EXCEEDED", answered == 3 ? "c9" : "c9b"), (refusal.Status(), refusal.ErrorCode(), refusal.Text("id")));
        Assert.Equal(answered, _model.Requests.Count);
        Assert.Equal("pong", (await line.AskAsync(new { action = "ping" }, "pong")).Status());
        Assert.Equal(2 * answered, (await line.HistoryAsync()).Count);
        Assert.Equal("success", (await AnsweredAgainAsync(line, "c1")).Status()); // what was answered is told again
    }

    [Fact]
    public async Task It_stays_used_up_over_a_restart_and_is_not_counted_twice()
    {
        string token;
        await using (var line = await _app.ConnectAsync())
        {
            token = line.Token;
            await ExhaustAsync(line);
        }
        await _app.RestartAsync();
        await using var again = await _app.ConnectAsync(token: token);
        await UsedAsync(again, 3 * OfATurn);
        await RefusedSoonAsync(again);
        await UsedAsync(again, again.Seen.Count(static frame => frame.Status() == "success") * OfATurn + (3 * OfATurn));
    }

    [Fact]
    public async Task Another_plan_lets_the_same_conversation_go_on_at_once()
    {
        await using var line = await _app.ConnectAsync();
        await ExhaustAsync(line);
        var member = await _app.JoinAsync(token: line.Token);
        await using var before = await _app.ConnectAsync(token: member.Access);
        await RefusedSoonAsync(before);
        await _app.PutAsync($"/api/v1/admin/users/{member.Id}", new { plan = "PREMIUM" }, _app.OperatorToken());
        await using var after = await _app.ConnectAsync(token: AccountCalls.MemberOf(await _app.RefreshAsync(member.Refresh)).Access);
        await after.SayAsync("现在呢");
        var answer = await after.NextAsync();
        while (answer.Status() is not ("success" or "error")) answer = await after.NextAsync();
        Assert.Equal("success", answer.Status());
    }

    [Fact]
    public async Task A_turn_that_was_stopped_costs_nothing()
    {
        await using var line = await _app.ConnectAsync();
        await line.ChatAsync("你好");
        _model.Play(ModelServer.Stalls("""{"thought":"greet","chinese_content":"师兄好，今天"""));
        _model.Play(ModelServer.Streams(ModelServer.Sound));
        await line.SayAsync("再说");
        await line.NextAsync("delta");
        await line.AskAsync(new { action = "stop" }, "interrupted");
        await line.ChatAsync("再见");
        await UsedAsync(line, 2 * OfATurn);
    }

    [Fact]
    public async Task The_tutor_without_a_model_costs_nothing_and_has_no_limit()
    {
        await using var app = await ActorsApp.StartNewAsync("--Quotas:Free:TokensPerDay=1");
        await using var line = await app.ConnectAsync();
        for (var n = 0; n < 5; n++) Assert.Equal("success", (await line.ChatAsync($"你好 {n}")).Status());
        Assert.Equal(0, await TokensAsync(app, line.Connected.Text("user_id")));
    }

    private static async Task<long> TokensAsync(ActorsApp app, string user) =>
        (await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(user).Quota().Soon("the quota")).Tokens.Used;

    private async Task ExhaustAsync(TutorLine line)
    {
        for (var n = 1; n <= 3; n++) await line.ChatAsync($"你好 {n}", $"c{n}");
        await UsedAsync(line, 3 * OfATurn);
    }

    private static async Task<JsonElement> AnsweredAgainAsync(TutorLine line, string id)
    {
        await line.SayAsync("你好 1", id);
        return await line.NextAsync("success");
    }

    /// <summary>Nobody waits for the counting, so it is waited for here.</summary>
    private async Task UsedAsync(TutorLine line, long tokens)
    {
        using var late = new CancellationTokenSource(Within.Limit);
        long used;
        while ((used = await TokensAsync(_app, line.Connected.Text("user_id"))) < tokens) late.Token.ThrowIfCancellationRequested();
        await line.StateAsync(); // and taken in by the session
        Assert.Equal(tokens, used);
    }

    /// <summary>A session that has just begun may let one message through before it has heard of the quota; not two.</summary>
    private static async Task RefusedSoonAsync(TutorLine line)
    {
        for (var n = 0; n < 2; n++)
        {
            await line.SayAsync($"还有吗 {n}");
            var answer = await line.NextAsync();
            while (answer.Status() is not ("success" or "error")) answer = await line.NextAsync();
            if (answer.Status() == "error") return;
        }
        Assert.Fail("Nobody refuses.");
    }
}
