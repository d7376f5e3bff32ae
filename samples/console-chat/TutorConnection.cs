using System.Net.WebSockets;
using System.Text.Json;

namespace Actors.Samples;

/// <summary>
/// A connection to the tutor that comes back by itself: with the token it was given, and with the number of the last event
/// it has seen, so that nothing is missed and nothing is shown twice.
/// </summary>
internal sealed class TutorConnection(Uri address, string? token) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientWebSocket _socket = new();
    private TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _token = token;
    private long _seq = -1;
    private int _open;

    /// <summary>Shows frames until the end, over as many sockets as it takes.</summary>
    public async Task ListenAsync(Action<JsonElement> show)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await _socket.ConnectAsync(Url(), _end.Token);
                while (await ReadAsync() is { } frame) Take(frame, show);
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Again below, unless this is the end.
            }
            _socket.Dispose();
            _socket = new ClientWebSocket();
            if (!_end.IsCancellationRequested) await Task.Delay(Pause);
        }
    }

    /// <summary>Sends a frame, once there is a connection.</summary>
    public async Task SendAsync(object frame)
    {
        await _connected.Task;
        var json = JsonSerializer.SerializeToUtf8Bytes(frame, Json);
        if (Interlocked.Increment(ref _open) == 1) _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, _end.Token);
    }

    /// <summary>Waits for the answers to what was sent.</summary>
    public Task QuietAsync() => Volatile.Read(ref _open) == 0 ? Task.CompletedTask : _quiet.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Abort();
    }

    private void Take(JsonElement frame, Action<JsonElement> show)
    {
        var status = frame.GetProperty("status").GetString();
        if (status == "connected")
        {
            if (frame.TryGetProperty("token", out var given)) _token = given.GetString();
            if (_seq < 0) _seq = frame.GetProperty("seq").GetInt64();
            _connected.TrySetResult();
        }
        if (frame.TryGetProperty("seq", out var seq) && status != "connected") _seq = seq.GetInt64();
        show(frame);
        if (status is "success" or "interrupted" or "error" or "state" or "history" or "quiz_result" && Interlocked.Decrement(ref _open) <= 0)
        {
            Interlocked.Exchange(ref _open, 0);
            _quiet.TrySetResult();
        }
    }

    private Uri Url() => new UriBuilder(address)
    {
        Scheme = address.Scheme == "https" ? "wss" : "ws",
        Path = "/ws/chat/",
        Query = "audio=none" + (_token is null ? "" : $"&access_token={_token}") + (_seq < 0 ? "" : $"&after={_seq}"),
    }.Uri;

    private async Task<JsonElement?> ReadAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonElement.Parse(whole.ToArray());
        }
    }
}
