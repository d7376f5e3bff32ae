namespace Actors.Delivery;

/// <summary>What stands behind one socket, whatever carries its frames.</summary>
internal interface ISocketClient
{
    /// <summary>The frames to the client.</summary>
    Outbox Outbox { get; }

    /// <summary>Attaches to the session: accepted, then what was missed, then live.</summary>
    Task OpenAsync();

    /// <summary>Takes a text frame. The memory is the caller's again when this returns, not when it completes.</summary>
    ValueTask TakeAsync(ReadOnlySpan<byte> frame);

    /// <summary>Takes a binary frame.</summary>
    ValueTask TakeBinaryAsync(ReadOnlySpan<byte> frame);

    /// <summary>Detaches.</summary>
    void Closed();
}
