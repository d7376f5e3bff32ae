using System.Globalization;
using System.Text.Json;
using Actors.Tests.Harness;

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
        Assert.True(after["actors_storage_writes"] > before["actors_storage_writes"]);
        Assert.All(before.Keys, static name => Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*$", name));
    }

    private async Task<Dictionary<string, double>> MetricsAsync()
    {
        using var answer = await app.Http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4", answer.Content.Headers.ContentType?.ToString().Replace("; charset=utf-8", "", StringComparison.Ordinal));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text.TrimEnd().Split('\n').Where(static line => !line.StartsWith("# ", StringComparison.Ordinal)).Select(static line => line.Split(' '))
            .ToDictionary(static parts => parts[0], static parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
