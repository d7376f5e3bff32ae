namespace Actors.Delivery;

/// <summary>Where the frames of one client go: a WebSocket, or a SignalR connection.</summary>
internal interface IFrameSink
{
    /// <summary>Sends one frame. Never called again before it has completed; incomplete means that the client reads slowly.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Ends the connection with a close code. Returns at once; may be called at any time, also more than once.</summary>
    void Close(SocketClose code);
}

/// <summary>Why a socket is closed, as the protocol numbers it.</summary>
internal enum SocketClose
{
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
