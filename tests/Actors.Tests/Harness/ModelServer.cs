using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Harness;

/// <summary>
/// A server of our own that speaks OpenAI's chat protocol over real sockets, and misbehaves as a test tells it: each request
/// gets the next act of its script, then the last one again.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    public const string Sound =
        """{"thought":"greet","chinese_content":"师兄好，今天练什么？","vietnamese_display":"Chào sư huynh, hôm nay luyện gì?","pinyin":"shīxiōng hǎo, jīntiān liàn shénme?","emotion":"happy","action":"bow","quiz_list":[]}""";

    public const string SoundChinese = "师兄好，今天练什么？";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, bool, Task>> _script = new();
    private Func<HttpContext, bool, Task> _last = Streams(Sound);
    private int _now, _most;

    private ModelServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(JsonElement Body, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>How many requests were under way at once at most.</summary>
    public int MostAtOnce => Volatile.Read(ref _most);

    public string Url => $"{_app.Urls.Single()}/v1";

    public static async Task<ModelServer> StartAsync(params Func<HttpContext, bool, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        foreach (var act in script) server.Play(act);
        server._last = script.LastOrDefault() ?? server._last; // for requests that come at once
        server._app.MapPost("/v1/chat/completions", server.AnswerAsync);
        server._app.MapPost("/v1/audio/speech", server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public void Play(Func<HttpContext, bool, Task> act) => _script.Enqueue(act);

    /// <summary>The settings of a front end that asks this server, by this name.</summary>
    public string[] Settings(string name) => [$"--Chat:Endpoints:{name}:Url={Url}", $"--Chat:Endpoints:{name}:Model={name}-large", $"--Chat:Endpoints:{name}:Key=key-of-{name}"];

    /// <summary>A whole reply, in pieces of this many characters.</summary>
    public static Func<HttpContext, bool, Task> Streams(string json, int piece = 7) => async (context, isStream) =>
    {
        if (!isStream)
        {
            await context.Response.WriteAsJsonAsync(new
            {
                id = "c1",
                @object = "chat.completion",
                created = 1,
                model = "m",
                choices = new[] { new { index = 0, message = new { role = "assistant", content = json }, finish_reason = "stop" } },
                usage = new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 },
            });
            return;
        }
        await BeginAsync(context);
        for (var at = 0; at < json.Length; at += piece) await SendAsync(context, json.Substring(at, Math.Min(piece, json.Length - at)));
        await EndAsync(context);
    };

    /// <summary>A whole reply, or these notes when notes are asked for.</summary>
    public static Func<HttpContext, bool, Task> RepliesAndNotes(string notes) => (context, isStream) => Streams(isStream ? Sound : notes)(context, isStream);

    /// <summary>A second of sound for each sentence.</summary>
    public static Func<HttpContext, bool, Task> Speaks() => static async (context, _) =>
    {
        context.Response.ContentType = "audio/wav";
        await context.Response.Body.WriteAsync(new Actors.Speech.Pcm([.. Enumerable.Range(0, 24000).Select(static n => (short)(5000 * Math.Sin(n / 10.0)))], 24000).ToWav());
    };

    /// <summary>The bytes of a whole reply one by one, each in a packet of its own.</summary>
    public static Func<HttpContext, bool, Task> Drips(string json) => async (context, _) =>
    {
        await BeginAsync(context);
        var bytes = Encoding.UTF8.GetBytes(Chunk(json) + "data: [DONE]\n\n");
        foreach (var one in bytes)
        {
            await context.Response.Body.WriteAsync(new[] { one });
            await context.Response.Body.FlushAsync();
        }
    };

    /// <summary>The beginning of a reply, and then the connection is reset; a reset overtakes what was sent, so it waits until that was seen.</summary>
    public static Func<HttpContext, bool, Task> Drops(string part, Task? seen = null) => async (context, _) =>
    {
        await BeginAsync(context);
        if (part.Length > 0) await SendAsync(context, part);
        if (seen is not null) await seen;
        context.Abort();
    };

    /// <summary>The beginning of a reply, and then nothing for as long as the client waits.</summary>
    public static Func<HttpContext, bool, Task> Stalls(string part) => async (context, _) =>
    {
        await BeginAsync(context);
        if (part.Length > 0) await SendAsync(context, part);
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public static Func<HttpContext, bool, Task> Refuses(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "test" } });
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.Body.FlushAsync();
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(Chunk(text));
        await context.Response.Body.FlushAsync();
    }

    private static async Task EndAsync(HttpContext context)
    {
        await context.Response.WriteAsync("""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n");
        await context.Response.WriteAsync("""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}""" + "\n\n");
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static string Chunk(string text) =>
        $"data: {{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",\"content\":{JsonSerializer.Serialize(text)}}},\"finish_reason\":null}}]}}\n\n";

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Requests.Enqueue((body, context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (_script.TryDequeue(out var act)) _last = act;
        else act = _last;
        var now = Interlocked.Increment(ref _now);
        InterlockedMax(ref _most, now);
        try
        {
            await act(context, body.TryGetProperty("stream", out var stream) && stream.GetBoolean());
        }
        catch (OperationCanceledException)
        {
            // The client has given up.
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var was = Interlocked.CompareExchange(ref target, value, seen);
            if (was == seen) return;
            seen = was;
        }
    }
}
