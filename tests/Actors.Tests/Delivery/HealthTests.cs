using System.Text.Json;
using Actors.Tests.Harness;
using Actors.Tests.Operations;

namespace Actors.Tests.Delivery;

/// <summary>What operators ask the program.</summary>
public sealed class HealthTests(InstantApp app) : IClassFixture<InstantApp>
{
    [Theory]
    [InlineData("/livez", "ok\n")]
    [InlineData("/readyz", "ready\n")]
    public async Task It_lives_and_is_ready(string path, string expected) => Assert.Equal(expected, await app.Http.GetStringAsync(path));

    [Fact]
    public async Task Health_tells_what_it_runs_on_and_counts_sockets()
    {
        await using var own = await ActorsApp.StartNewAsync();
        await using var line = await own.ConnectAsync();
        await using var hub = await own.ConnectHubAsync();
        var health = JsonElement.Parse(await own.Http.GetStringAsync("/healthz"));
        Assert.Equal(("healthy", "embedded", "offline", "none"), (health.Status(), health.Text("engine"), health.Text("chat"), health.Text("speech")));
        Assert.Equal("SQLite", health.GetProperty("storage").Text("name"));
        Assert.Equal(2, health.Number("sockets"));
        var needs = health.GetProperty("dependencies");
        Assert.Equal(("healthy", "healthy", "healthy", "absent"), (StatusOf("storage"), StatusOf("engine"), StatusOf("chat"), StatusOf("speech")));
        Assert.Equal("closed", needs.GetProperty("chat").GetProperty("providers").GetProperty("offline").Text("breaker"));

        string StatusOf(string name) => needs.GetProperty(name).Status();
    }

    [Fact]
    public async Task A_provider_that_is_left_alone_degrades_but_does_not_end_it()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Refuses(500));
        await using var own = await ActorsApp.StartNewAsync(["--Chat:Providers=m,offline", .. server.Settings("m"), "--Chat:Endpoints:m:MostWait=00:00:00", "--Chat:Endpoints:m:Attempts=10"]);
        await using var line = await own.ConnectAsync();
        await line.ChatAsync("你好");
        await line.ChatAsync("你好");
        using var answer = await own.Http.GetAsync("/healthz");
        var health = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((System.Net.HttpStatusCode.OK, "degraded"), (answer.StatusCode, health.Status()));
        var chat = health.GetProperty("dependencies").GetProperty("chat");
        Assert.Equal(("degraded", "open"), (chat.Status(), chat.GetProperty("providers").GetProperty("m").Text("breaker")));
        Assert.Equal(1, Exposition.Parse(await own.Http.GetStringAsync("/metrics")).Value("actors_chat_breaker_open", "provider=\"m\""));
    }

    [Fact]
    public async Task Metrics_are_in_the_text_format_of_Prometheus_and_grow()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        var before = await MetricsAsync();
        await line.ChatAsync("再见");
        var after = await MetricsAsync();
        Assert.True(after.Value("actors_storage_writes") > before.Value("actors_storage_writes"));
        Assert.True(after.Value("actors_session_turns") > before.Value("actors_session_turns"));
    }

    private async Task<Exposition> MetricsAsync()
    {
        using var answer = await app.Http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4", answer.Content.Headers.ContentType?.ToString().Replace("; charset=utf-8", "", StringComparison.Ordinal));
        return Exposition.Parse(await answer.Content.ReadAsStringAsync());
    }
}
