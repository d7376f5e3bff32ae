using System.Buffers;
using System.Net.WebSockets;

namespace Actors.Delivery;

/// <summary>The reading side of a WebSocket. An idle socket holds no buffer: it waits with an empty read.</summary>
internal sealed partial class SocketLoop(DeliveryOptions options, Linger linger, TimeProvider time, ILogger<SocketLoop> log)
{
    private const int FirstBuffer = 2048;
    private const long MostDiscarded = 16 << 20;

    /// <summary>How long a client that broke the protocol is still listened to: it may be waiting for us to end the connection.</summary>
    private static readonly TimeSpan FaultPatience = TimeSpan.FromSeconds(1);

    /// <summary>Serves a client until its socket is closed. Never throws.</summary>
    public async Task RunAsync(ClientSocket socket, ISocketClient client)
    {
        try
        {
            await client.OpenAsync();
            await ReadAsync(socket.Socket, client);
        }
        catch (WebSocketException broken) when (broken.WebSocketErrorCode == WebSocketError.Faulted)
        {
            // It has broken the protocol, and the socket has told it so.
            await DrainAsync(socket.Stream.ReadAsync, FaultPatience);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            // The client is gone: nothing to tell anybody.
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
            await PartAsync(socket.Socket, client.Outbox, SocketClose.ServerError);
        }
        finally
        {
            client.Closed();
        }
    }

    /// <summary>Closes a socket that must not be served.</summary>
    public Task RefuseAsync(ClientSocket socket, WebSocketSink sink, SocketClose code)
    {
        DeliveryMetrics.RefusedSocket();
        return PartAsync(socket.Socket, new Outbox(sink, options, time, linger), code);
    }

    private async Task PartAsync(WebSocket socket, Outbox outbox, SocketClose code)
    {
        await outbox.CloseAsync(code);
        await DrainAsync(ReadAsync, options.CloseTimeout);

        async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken late)
        {
            var part = await socket.ReceiveAsync(buffer, late);
            return part.MessageType == WebSocketMessageType.Close ? 0 : part.Count;
        }
    }

    private async Task ReadAsync(WebSocket socket, ISocketClient client)
    {
        while (true)
        {
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (first.MessageType == WebSocketMessageType.Close) break;
            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            var taken = ValueTask.CompletedTask;
            try
            {
                // The empty read takes an empty message whole: there is no more of it to come.
                var (received, length) = first.EndOfMessage ? (buffer, 0) : await ReceiveAsync(socket, buffer, options.MaxFrame);
                buffer = received;
                if (length == Ended) break;
                if (length == TooBig)
                {
                    await PartAsync(socket, client.Outbox, SocketClose.FrameTooBig);
                    return;
                }
                client.Outbox.Cork();
                taken = first.MessageType == WebSocketMessageType.Binary
                    ? client.TakeBinaryAsync(buffer.AsSpan(0, length))
                    : client.TakeAsync(buffer.AsSpan(0, length));
                client.Outbox.Uncork();
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            await taken;
        }
        await client.Outbox.CloseAsync(SocketClose.Normal);
    }

    private const int Ended = -1;
    private const int TooBig = -2;

    /// <summary>Reads one message into a buffer that grows as needed; the buffer that came back is the one to return.</summary>
    private static async ValueTask<(byte[] Buffer, int Length)> ReceiveAsync(WebSocket socket, byte[] buffer, int max)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return (buffer, Ended);
            length += part.Count;
            if (length > max) return (buffer, TooBig);
            if (part.EndOfMessage) return (buffer, length);
            if (length < buffer.Length) continue;
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }

    /// <summary>
    /// Reads on and throws away, for a bounded time and amount, until the client has taken our close frame: a connection
    /// that is ended while data arrives is reset, and the client would never see why.
    /// </summary>
    private async Task DrainAsync(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, TimeSpan most)
    {
        using var late = new CancellationTokenSource(most, time);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (var discarded = 0L; discarded < MostDiscarded;)
            {
                var count = await read(buffer, late.Token);
                if (count == 0) return;
                discarded += count;
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // It was cut: nothing more to wait for.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A socket failed")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
