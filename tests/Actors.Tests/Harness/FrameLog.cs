using System.Text.Json;
using System.Threading.Channels;
using Actors.Delivery;

namespace Actors.Tests.Harness;

/// <summary>A client that takes every frame at once and keeps it.</summary>
internal sealed class FrameLog : IFrameSink
{
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();

    /// <summary>The next frame.</summary>
    public Task<JsonElement> NextAsync() => _frames.Reader.ReadAsync().AsTask().Soon("a frame");

    /// <summary>What has come and was not read.</summary>
    public List<JsonElement> Rest()
    {
        var rest = new List<JsonElement>();
        while (_frames.Reader.TryRead(out var frame)) rest.Add(frame);
        return rest;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        _frames.Writer.TryWrite(JsonElement.Parse(frame.Span));
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public ValueTask CloseAsync(SocketClose code, long after) => ValueTask.CompletedTask;

    public void Abort()
    {
    }
}
