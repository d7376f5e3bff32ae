using System.Globalization;
using System.Net.WebSockets;

namespace Actors.Delivery;

/// <summary>A WebSocket as a place for frames.</summary>
internal sealed class WebSocketSink : IFrameSink
{
    private readonly ClientSocket _client;
    private readonly WebSocket _socket;

    public WebSocketSink(ClientSocket client)
    {
        _client = client;
        _socket = client.Socket;
        client.Stream.Gathers = true;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public ValueTask FlushAsync() => _client.Stream.PushAsync();

    public ValueTask CloseAsync(SocketClose code, long after) => _socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? new(_socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, ReasonOf(code, after), CancellationToken.None))
        : ValueTask.CompletedTask;

    public void Abort() => _client.Cut();

    private static string? ReasonOf(SocketClose code, long after) => code switch
    {
        SocketClose.Normal => null,
        SocketClose.GoingAway or SocketClose.SlowReader => string.Create(CultureInfo.InvariantCulture, $"{code}: resume with after={after}"),
        _ => code.ToString(),
    };
}
