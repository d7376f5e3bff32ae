using System.Net.WebSockets;

namespace Actors.Delivery;

/// <summary>A WebSocket as a place for frames.</summary>
internal sealed class WebSocketSink(WebSocket socket, CoalescingStream stream) : IFrameSink
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public ValueTask FlushAsync() => stream.PushAsync();

    public ValueTask CloseAsync(SocketClose code) => socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? new(socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, code == SocketClose.Normal ? null : code.ToString(), CancellationToken.None))
        : ValueTask.CompletedTask;

    public void Abort() => socket.Abort();
}
