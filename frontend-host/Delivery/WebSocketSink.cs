using System.Net.WebSockets;

namespace Actors.Delivery;

/// <summary>A WebSocket as a place for frames.</summary>
internal sealed class WebSocketSink(WebSocket socket, DeliveryOptions options, TimeProvider time) : IFrameSink
{
    private int _isClosing;

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public void Close(SocketClose code) => _ = CloseAsync(code);

    /// <summary>Says why, waits a bounded time for the client to take it, and cuts the connection if it does not.</summary>
    public async Task CloseAsync(SocketClose code)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) != 0) return;
        using var late = new CancellationTokenSource(options.CloseTimeout, time);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)(int)code, code.ToString(), late.Token).ConfigureAwait(false);
            // The reading side ends when the client answers; a client that never does is cut.
            await Task.Delay(options.CloseTimeout, time).ConfigureAwait(false);
            socket.Abort();
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            socket.Abort();
        }
    }
}
