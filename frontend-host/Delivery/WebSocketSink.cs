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

    public ValueTask CloseAsync(SocketClose code) => _socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? new(_socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, code == SocketClose.Normal ? null : code.ToString(), CancellationToken.None))
        : ValueTask.CompletedTask;

    public void Abort() => _client.Cut();
}
