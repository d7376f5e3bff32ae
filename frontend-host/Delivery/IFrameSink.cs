namespace Actors.Delivery;

/// <summary>
/// Where the frames of one client go: a WebSocket, or a SignalR connection. The outbox is its only caller and makes no call
/// before the last one has completed, <see cref="Abort"/> apart; incomplete means that the client reads slowly.
/// </summary>
internal interface IFrameSink
{
    /// <summary>Takes one frame; it may be kept back until <see cref="FlushAsync"/>.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Sends what was kept back.</summary>
    ValueTask FlushAsync();

    /// <summary>Tells the client why the connection ends, and the last event that it was sent (0 for none): where it may resume.</summary>
    ValueTask CloseAsync(SocketClose code, long after);

    /// <summary>Cuts the connection, at any time, also more than once.</summary>
    void Abort();
}

/// <summary>Why a socket is closed, as the protocol numbers it.</summary>
internal enum SocketClose
{
    /// <summary>The client has closed it.</summary>
    Normal = 1000,

    /// <summary>The server goes away; reconnect with <c>after</c>.</summary>
    GoingAway = 1001,

    /// <summary>A frame was too big.</summary>
    FrameTooBig = 1009,

    /// <summary>The server failed.</summary>
    ServerError = 1011,

    /// <summary>No token, or a bad one.</summary>
    NotAuthenticated = 4001,

    /// <summary>The client does not read what it is sent.</summary>
    SlowReader = 4008,
}
