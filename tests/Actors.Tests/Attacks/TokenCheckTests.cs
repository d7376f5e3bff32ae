using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Attacks;

/// <summary>Looking at a token asks no database and no grain, and is quick.</summary>
public sealed class TokenCheckTests(ITestOutputHelper output)
{
    private const string Path = "/api/tutor/dictionary?q=%E5%A5%BD";
    private const int PerSecond = 200;
    private const int Seconds = 5;

    [Fact]
    public async Task A_thousand_requests_of_a_thousand_users_call_no_grain_and_write_nothing()
    {
        await using var app = await ActorsApp.StartNewAsync();
        var tokens = app.Services.GetRequiredService<Tokens>();
        var callers = Enumerable.Range(0, 1000).Select(_ => new Caller(app.Http) { Access = tokens.Issue(new CurrentUser(Guid.CreateVersion7().ToString("N"), "STUDENT")).Access }).ToList();
        await callers[0].GetAsync(Path);
        // Its own parent makes the spans of this test its own: other tests run beside it.
        using var test = new Activity("token checks").Start();
        var spans = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Actors.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = span => spans.Add($"{span.Source.Name} {span.OperationName} {span.TraceId}"),
        };
        ActivitySource.AddActivityListener(listener);
        foreach (var caller in callers) Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(Path)).Status);
        Assert.DoesNotContain(spans, span => span.EndsWith($"{test.TraceId}", StringComparison.Ordinal));
        // And that it would have been seen:
        await callers[1].GetAsync("/api/auth/profile");
        Assert.Contains(spans, span => span.EndsWith($"{test.TraceId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hundred_requests_a_second_are_answered_within_twenty_milliseconds_beyond_what_the_machine_needs_for_any()
    {
        using var folder = new DataFolder();
        using var program = await ActorsProcess.StartAsync(folder);
        using var http = new HttpClient { BaseAddress = program.Address };
        var guest = await Caller.GuestAsync(http);
        var nobody = new Caller(http);
        await PacedAsync(guest, Path, 1);
        await PacedAsync(nobody, "/livez", 1);
        var (alive, known) = (await PacedAsync(nobody, "/livez", Seconds), await PacedAsync(guest, Path, Seconds));
        output.WriteLine($"p50 / p95 / p99 in ms: /livez {alive.P50:F2} / {alive.P95:F2} / {alive.P99:F2}, with a token {known.P50:F2} / {known.P95:F2} / {known.P99:F2}; p50 {known.P50 / alive.P50:F2} times as long");
        // The goal is 20 ms on a machine that does nothing else. Here other tests run beside: what an answer without a token takes is added, five times.
        Assert.InRange(known.P95, 0, 20 + (5 * alive.P95));
    }

    private static async Task<(double P50, double P95, double P99)> PacedAsync(Caller caller, string path, int seconds)
    {
        var asked = new List<Task<double>>();
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (asked.Count < PerSecond * seconds && await timer.WaitForNextTickAsync())
        {
            // A late timer must not make the rate smaller.
            var due = Math.Min(PerSecond * seconds, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond));
            while (asked.Count < due) asked.Add(TimeAsync(caller, path));
        }
        var times = (await Task.WhenAll(asked)).Order().ToList();
        return (times[times.Count / 2], times[times.Count * 95 / 100], times[times.Count * 99 / 100]);
    }

    private static async Task<double> TimeAsync(Caller caller, string path)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(path)).Status);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
