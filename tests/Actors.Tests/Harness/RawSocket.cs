using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.Tests.Harness;

/// <summary>A WebSocket client that does what no well-behaved one would: broken frames, pings of its own, never reading.</summary>
public sealed class RawSocket : IDisposable
{
    public const int Continuation = 0, TextFrame = 1, BinaryFrame = 2, CloseFrame = 8, PingFrame = 9, PongFrame = 10;

    private const int TcpMaxSegment = 2;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private NetworkStream _stream = null!;

    /// <param name="address">The front end.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="isSmall">Whether the kernel is to hold as little as it can, on both sides, of what is not read.</param>
    public static async Task<RawSocket> ConnectAsync(Uri address, string path, bool isSmall = false)
    {
        var raw = new RawSocket();
        if (isSmall)
        {
            raw._socket.ReceiveBufferSize = 4096;
            // Small segments keep the sender's buffer small.
            if (OperatingSystem.IsLinux()) raw._socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpMaxSegment, BitConverter.GetBytes(536));
        }
        await raw._socket.ConnectAsync(IPAddress.Loopback, address.Port).Soon("TCP connection");
        raw._stream = new NetworkStream(raw._socket);
        var request = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
        await raw._stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await raw._stream.ReadExactlyAsync(one).AsTask().Soon("the answer to the handshake");
            header.Append((char)one[0]);
        }
        Assert.StartsWith("HTTP/1.1 101", header.ToString(), StringComparison.Ordinal);
        return raw;
    }

    public Task SendAsync(int opcode, string payload) => SendAsync(opcode, Encoding.UTF8.GetBytes(payload));

    public async Task SendAsync(int opcode, byte[] payload, bool isLast = true, bool isMasked = true)
    {
        Assert.True(payload.Length <= ushort.MaxValue);
        using var frame = new MemoryStream();
        frame.WriteByte((byte)((isLast ? 0x80 : 0) | opcode));
        var mask = isMasked ? 0x80 : 0;
        if (payload.Length < 126) frame.WriteByte((byte)(mask | payload.Length));
        else frame.Write([(byte)(mask | 126), (byte)(payload.Length >> 8), (byte)payload.Length]);
        // A mask of zeros leaves the payload as it is.
        if (isMasked) frame.Write(new byte[4]);
        frame.Write(payload);
        await _stream.WriteAsync(frame.ToArray()).AsTask().Soon("a frame to be sent");
    }

    public async Task<(int Opcode, byte[] Payload)> ReadAsync()
    {
        var head = await ReadAsync(2);
        var length = head[1] & 0x7F;
        if (length == 126) length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
        else if (length == 127) length = (int)BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
        return (head[0] & 0x0F, await ReadAsync(length));
    }

    /// <summary>Reads on until a frame of this kind.</summary>
    public async Task<byte[]> ReadAsync(int opcode, string what)
    {
        while (true)
        {
            var (read, payload) = await ReadAsync();
            if (read == opcode) return payload;
            Assert.True(read != CloseFrame, $"The server closed instead of {what}.");
        }
    }

    /// <summary>Reads to the close frame: its code, and how many bytes of payload came before it.</summary>
    public async Task<(int Code, long Before)> ReadToCloseAsync()
    {
        for (var before = 0L; ;)
        {
            var (opcode, payload) = await ReadAsync();
            if (opcode == CloseFrame) return (BinaryPrimitives.ReadUInt16BigEndian(payload), before);
            before += payload.Length;
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _socket.Dispose();
    }

    private async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        await _stream.ReadExactlyAsync(bytes).AsTask().Soon("bytes of a frame");
        return bytes;
    }
}
