using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Cluster;

/// <summary>
/// A client as it should be: it numbers its messages, sends one again with its id until it has the reply, comes back on the next front end
/// with the last event that it saw, and notes what it saw. Nobody helps it.
/// </summary>
internal sealed class StormClient(Storm storm, int number) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(150);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly HashSet<long> _seen = [];
    private readonly Queue<string> _lately = new();
    private ClientWebSocket? _socket;
    private int _moves;
    private string? _token;
    private long _lastSeq, _lastSign;

    /// <summary>The texts whose replies came, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Says one thing after another until the storm is over; the last reply is waited for.</summary>
    public async Task RunAsync(Random random)
    {
        for (var n = 1; !storm.IsOver; n++)
        {
            await SayAsync($"m{n}", $"第{n}句话，我是{number}号");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 1200)));
        }
    }

    /// <summary>All messages of the history, oldest first.</summary>
    public async Task<List<(string Role, string Content)>> HistoryAsync()
    {
        List<(string, string)> all = [];
        _lastSign = Stopwatch.GetTimestamp();
        for (string? before = null; ;)
        {
            await SendAsync(new { action = "history", limit = 200, before });
            JsonElement page;
            do page = await ReadAsync();
            while (page.Status() != "history");
            var messages = page.Messages();
            all.InsertRange(0, messages);
            if (messages.Count == 0) return all;
            before = page.Data().GetProperty("messages")[0].Text("id");
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SayAsync(string id, string text)
    {
        _lastSign = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ConnectAsync();
                await SendAsync(new { action = "chat", message = text, id });
                if (await AnsweredAsync(id))
                {
                    Acknowledged.Add(text);
                    storm.Count(replies: 1);
                    return;
                }
                storm.Count(errors: 1);
                await Task.Delay(Again);
            }
            catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException or InvalidOperationException or HttpRequestException)
            {
                storm.Count(reconnects: 1);
                _socket?.Dispose();
                _socket = null;
                _moves++;
                await Task.Delay(Again);
            }
        }
    }

    private async Task<bool> AnsweredAsync(string id)
    {
        while (true)
        {
            var frame = await ReadAsync();
            var status = frame.Status();
            if (status == "restart") storm.Count(restarts: 1);
            if (!frame.Has("id") || frame.Text("id") != id) continue;
            if (status == "success") return true;
            if (status == "error") return false;
        }
    }

    private async Task ConnectAsync()
    {
        if (_socket is { State: WebSocketState.Open }) return;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var query = _token is null ? "" : $"&access_token={_token}&after={_lastSeq}";
        await _socket.ConnectAsync(new UriBuilder(storm.Door(number + _moves)) { Scheme = "ws", Path = "/ws/chat/", Query = $"audio=none{query}" }.Uri, late.Token);
        var connected = await ReadAsync();
        if (connected.Status() != "connected") storm.Wrong($"{number}: the first frame is {connected.GetRawText()}");
        _token ??= connected.Text("token");
    }

    private Task SendAsync(object frame) =>
        _socket!.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(frame, Plain)), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonElement> ReadAsync()
    {
        using var late = new CancellationTokenSource(Silence);
        for (var length = 0; ;)
        {
            var part = await _socket!.ReceiveAsync(_buffer.AsMemory(length), late.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"closed with {_socket.CloseStatus}");
            length += part.Count;
            if (!part.EndOfMessage) continue;
            var frame = JsonElement.Parse(_buffer.AsSpan(0, length));
            Note(frame);
            return frame;
        }
    }

    private void Note(JsonElement frame)
    {
        var now = Stopwatch.GetTimestamp();
        _lately.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {frame.GetRawText()}");
        if (_lately.Count > 4) _lately.Dequeue();
        if (frame.Status() != "error")
        {
            storm.Paused(Stopwatch.GetElapsedTime(_lastSign, now), number, _lately);
            _lastSign = now;
        }
        if (!frame.IsEvent()) return;
        if (!_seen.Add(frame.Seq()) && frame.Status() != "success") storm.Wrong($"{number}: twice {frame.GetRawText()}");
        if (frame.Seq() < _lastSeq && frame.Status() != "success") storm.Wrong($"{number}: {frame.Seq()} after {_lastSeq}");
        _lastSeq = Math.Max(_lastSeq, frame.Seq());
    }
}
