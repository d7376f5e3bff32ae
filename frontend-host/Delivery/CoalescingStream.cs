using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Delivery;

/// <summary>
/// An upgraded connection whose small writes gather until <see cref="PushAsync"/>, so that several frames cost one system
/// call. The WebSocket that writes into it frames as ever. For one writer at a time; control frames may come beside it.
/// </summary>
internal sealed class CoalescingStream(Stream inner) : Stream
{
    private const int PushAt = 16 * 1024;

    // RFC 6455, 5.2: set in the first byte of close, ping and pong frames.
    private const byte ControlBit = 0x08;

    private byte[]? _buffer;
    private int _length;

    /// <summary>Whether writes gather: only for an owner that pushes. SignalR's transport knows nothing of pushing.</summary>
    public bool Gathers { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!Gathers || IsControl(buffer.Span) || (_length == 0 && buffer.Length >= PushAt)) return inner.WriteAsync(buffer, cancellationToken);
        Keep(buffer.Span);
        return _length < PushAt ? ValueTask.CompletedTask : PushAsync(cancellationToken);
    }

    /// <summary>Sends what was gathered.</summary>
    public ValueTask PushAsync(CancellationToken cancellationToken = default)
    {
        if (_length == 0) return ValueTask.CompletedTask;
        var (buffer, length) = (_buffer!, _length);
        (_buffer, _length) = (null, 0);
        var written = inner.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        if (!written.IsCompletedSuccessfully) return ReturnAfterAsync(written, buffer);
        ArrayPool<byte>.Shared.Return(buffer);
        return ValueTask.CompletedTask;
    }

    // The connection flushes with every write.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // The connection is the request's, which ends it in order.
    protected override void Dispose(bool disposing)
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        base.Dispose(disposing);
    }

    // A frame comes in one write. Pongs, and the close after a broken frame, come from the reading side, beside the writer:
    // they must not touch its buffer, and nobody would push them. The socket may dispose of this stream right after a close.
    private static bool IsControl(ReadOnlySpan<byte> frame) => frame.Length > 0 && (frame[0] & ControlBit) != 0;

    private static async ValueTask ReturnAfterAsync(ValueTask written, byte[] buffer)
    {
        await written.ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Keep(ReadOnlySpan<byte> more)
    {
        if (_buffer is null || _buffer.Length < _length + more.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(1024, _length + more.Length));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        more.CopyTo(_buffer.AsSpan(_length));
        _length += more.Length;
    }
}

/// <summary>Puts a <see cref="CoalescingStream"/> below the WebSocket of a request.</summary>
internal sealed class CoalescingUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The stream, once the connection was upgraded.</summary>
    public CoalescingStream? Stream { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Stream = new CoalescingStream(await inner.UpgradeAsync());
}
