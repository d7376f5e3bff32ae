using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Actors.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Operations;

/// <summary>Listeners hear the whole process: no other test runs beside these.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What a trace shows of a conversation.</summary>
[Collection(nameof(TraceTests))]
public sealed class TraceTests(PostgresServer server)
{
    [Fact]
    public async Task A_chat_over_a_socket_is_one_trace_from_the_frame_to_the_commit()
    {
        var ended = new ConcurrentQueue<Activity>();
        await using var app = await ActorsApp.StartNewAsync();
        await using (var line = await app.ConnectAsync())
        {
            await line.ChatAsync("before anybody listens");
            using var listener = Listen(ended);
            await line.ChatAsync("Geheimnis-4711", id: "c1");
            await line.ChatAsync("and again", id: "c2");
        }
        await app.StopAsync(); // the last spans end with the program
        var frame = Assert.Single(ended, static span => span.OperationName == "socket chat" && Tag(span, "command") == "c1");
        Assert.Null(frame.Parent);
        var trace = ended.Where(span => span.TraceId == frame.TraceId).ToDictionary(static span => span.SpanId);
        var call = Below(frame, "ITutorSessionGrain.Chat");
        var turn = Below(call, "turn");
        Assert.Equal("answered", Tag(turn, "outcome"));
        Assert.Equal("offline", Tag(Below(turn, "chat"), "provider"));
        var write = trace.Values.First(span => span.OperationName == "write" && span.ParentSpanId == turn.SpanId);
        var commit = Assert.Single(ended, span => span.OperationName == "commit" && span.Links.Any(link => link.Context.SpanId == write.SpanId));
        Assert.True(trace.ContainsKey(commit.SpanId));
        Assert.DoesNotContain(ended, static span => span.TagObjects.Any(static tag => tag.Value?.ToString()?.Contains("4711", StringComparison.Ordinal) is true));

        Activity Below(Activity parent, string name) => trace.Values.Single(span => span.OperationName == name && span.ParentSpanId == parent.SpanId);
    }

    [Fact]
    public async Task On_PostgreSQL_the_SQL_stands_below_the_commit()
    {
        var ended = new ConcurrentQueue<Activity>();
        await using var app = await ActorsApp.StartNewAsync($"--ConnectionStrings:Postgres={await server.NewDatabaseAsync()}");
        using (Listen(ended))
        {
            await using var line = await app.ConnectAsync();
            await line.ChatAsync("Geheimnis-4711", id: "c1");
            await app.StopAsync();
        }
        var commits = ended.Where(static span => span.OperationName == "commit").Select(static span => span.SpanId).ToHashSet();
        var statements = ended.Where(static span => span.Source.Name == "Npgsql").ToList();
        Assert.Contains(statements, span => commits.Contains(span.ParentSpanId));
        Assert.DoesNotContain(statements, static span => span.TagObjects.Any(static tag => tag.Value?.ToString() is { } value
            && (value.Contains("4711", StringComparison.Ordinal) || value.Contains("Password", StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task With_no_listener_nothing_is_started()
    {
        var started = new ConcurrentQueue<string>();
        EventHandler<ActivityChangedEventArgs> watch = (_, change) =>
        {
            if (change.Current is { } span && span.Source.Name.StartsWith("Actors.", StringComparison.Ordinal)) started.Enqueue(span.OperationName);
        };
        Activity.CurrentChanged += watch;
        try
        {
            await using var app = await ActorsApp.StartNewAsync();
            await using var line = await app.ConnectAsync();
            await line.ChatAsync("你好");
            Assert.Empty(started);
            using var listener = Listen(new());
            await line.ChatAsync("再见");
            Assert.NotEmpty(started);
        }
        finally
        {
            Activity.CurrentChanged -= watch;
        }
    }

    [Fact]
    public async Task A_collector_gets_traces_and_metrics_without_what_was_said()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await ActorsApp.StartNewAsync($"--Otlp:Endpoint={collector.Url}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        await using (var line = await app.ConnectAsync())
        {
            await line.ChatAsync("Geheimnis-4711");
            using var answer = await app.Http.GetAsync("/api/tutor/dictionary/?q=Geheimnis-4711&access_token=Geheimnis-4711");
            using var probe = await app.Http.GetAsync("/livez");
        }
        await app.StopAsync();
        var traces = collector.Got("/v1/traces");
        Assert.All(["socket chat", "ITutorSessionGrain.Chat", "commit", "actors-frontend", "/api/tutor/dictionary"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.DoesNotContain("4711", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/livez", traces, StringComparison.Ordinal);
        Assert.Contains("actors_session_turns", collector.Got("/v1/metrics"), StringComparison.Ordinal);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name) as string;

    private static ActivityListener Listen(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Actors.", StringComparison.Ordinal) || source.Name == "Npgsql",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>A collector that keeps what it gets.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _got = new();

        public string Url => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector.Listen();
            await collector.StartListeningAsync();
            return collector;
        }

        /// <summary>Names and values stand in the messages as they are.</summary>
        public string Got(string path) => string.Concat(_got.Where(one => one.Path == path).Select(static one => one.Body));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private void Listen() => app.MapPost("/v1/{signal}", async (Microsoft.AspNetCore.Http.HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _got.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });

        private Task StartListeningAsync() => app.StartAsync();
    }
}
