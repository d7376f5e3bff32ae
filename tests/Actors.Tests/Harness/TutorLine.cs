using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Tests.Harness;

/// <summary>A client of the tutor, over either transport. Frames are read when a test asks for the next one.</summary>
public abstract class TutorLine : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Queue<JsonElement> _arrived = new();
    private byte[] _buffer = new byte[16 * 1024];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>Every frame that was read, in order.</summary>
    public List<JsonElement> Seen { get; } = [];

    public JsonElement Connected { get; private set; }

    public string Token { get; private set; } = "";

    public IEnumerable<JsonElement> Events => Seen.Where(static frame => frame.IsEvent());

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame, Plain));

    public Task SayAsync(string message, string? id = null) => SendAsync(new { action = "chat", message, id });

    /// <summary>Sends a frame that is written already.</summary>
    public abstract Task SendTextAsync(string json);

    /// <summary>The next frame.</summary>
    public async Task<JsonElement> NextAsync()
    {
        while (_arrived.Count == 0) await ReadAsync("the next frame");
        var frame = _arrived.Dequeue();
        Seen.Add(frame);
        return frame;
    }

    /// <summary>Reads on until a frame of this status; an error before it is a failure.</summary>
    public async Task<JsonElement> NextAsync(string status)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Status() == status) return frame;
            Assert.True(frame.Status() != "error", $"Waiting for {status}: {frame.GetRawText()}");
        }
    }

    /// <summary>Sends a frame and reads on until the answer.</summary>
    public async Task<JsonElement> AskAsync(object frame, string status)
    {
        await SendAsync(frame);
        return await NextAsync(status);
    }

    /// <summary>Sends a message and reads on until the reply.</summary>
    public async Task<JsonElement> ChatAsync(string message, string? id = null)
    {
        await SayAsync(message, id);
        return await NextAsync("success");
    }

    /// <summary>What came up to the answer of a ping: everything that was on its way before.</summary>
    public async Task<List<JsonElement>> RestAsync()
    {
        var from = Seen.Count;
        await AskAsync(new { action = "ping" }, "pong");
        return Seen[from..^1];
    }

    public async Task<List<(string Role, string Content)>> HistoryAsync() =>
        (await AskAsync(new { action = "history", limit = 200 }, "history")).Messages();

    public async Task<JsonElement> StateAsync() => (await AskAsync(new { action = "state" }, "state")).Data();

    /// <summary>Reads to the end and tells the code with which the server closed.</summary>
    public async Task<int> CloseCodeAsync()
    {
        while (await TryReadAsync("the close of the socket"))
        {
        }
        while (_arrived.TryDequeue(out var frame)) Seen.Add(frame);
        return CloseCode;
    }

    public ValueTask DisposeAsync()
    {
        Socket.Abort();
        Socket.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract int CloseCode { get; }

    protected abstract IEnumerable<JsonElement> Decode(string message);

    protected static Uri UriOf(Uri address, string path, string query, string? token) => new UriBuilder(address)
    {
        Scheme = "ws",
        Path = path,
        Query = token is null ? query : $"{query}&access_token={token}",
    }.Uri;

    protected async Task OpenAsync(Uri uri)
    {
        Socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await Socket.ConnectAsync(uri, CancellationToken.None).Soon("connection");
    }

    /// <summary>Takes the first frame; a refused client has none.</summary>
    protected async Task ReadFirstAsync(string? token)
    {
        while (_arrived.Count == 0 && await TryReadAsync("the first frame"))
        {
        }
        if (!_arrived.TryPeek(out var first) || first.Status() != "connected") return;
        Connected = await NextAsync();
        Token = token ?? Connected.Text("token");
    }

    private async Task ReadAsync(string what)
    {
        if (!await TryReadAsync(what)) throw new InvalidOperationException($"The server closed with {CloseCode} instead of {what}.");
    }

    private async Task<bool> TryReadAsync(string what)
    {
        if (Socket.State == WebSocketState.CloseReceived) return false;
        for (var length = 0; ;)
        {
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().Soon(what);
            if (part.MessageType == WebSocketMessageType.Close) return false;
            length += part.Count;
            if (length == _buffer.Length) Array.Resize(ref _buffer, length * 2);
            if (!part.EndOfMessage) continue;
            foreach (var frame in Decode(System.Text.Encoding.UTF8.GetString(_buffer, 0, length))) _arrived.Enqueue(frame);
            return true;
        }
    }
}
