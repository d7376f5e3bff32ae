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
