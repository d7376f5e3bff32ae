using System.Net.WebSockets;

namespace Actors.Delivery;

/// <summary>A WebSocket as a place for frames.</summary>
internal sealed class WebSocketSink(WebSocket socket, CoalescingStream stream) : IFrameSink
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public ValueTask FlushAsync() => stream.PushAsync();

    public async ValueTask CloseAsync(SocketClose code)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        await socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, code == SocketClose.Normal ? null : code.ToString(), CancellationToken.None).ConfigureAwait(false);
        await stream.PushAsync().ConfigureAwait(false);
    }

    public void Abort() => socket.Abort();
}
