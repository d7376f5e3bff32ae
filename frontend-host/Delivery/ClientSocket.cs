using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Delivery;

/// <summary>
/// A WebSocket and the connection below it, which ends when the request does, after everything that was written has left, or
/// by <see cref="Cut"/>. The WebSocket by itself would have the server reset the connection whenever it gives up, and a
/// client that broke the protocol would never see why.
/// </summary>
internal sealed class ClientSocket(WebSocket socket, CoalescingStream stream, ClientSocket.Lifetime lifetime) : IDisposable
{
    /// <summary>The WebSocket.</summary>
    public WebSocket Socket { get; } = socket;

    /// <summary>What the WebSocket writes into.</summary>
    public CoalescingStream Stream { get; } = stream;

    /// <summary>Accepts the request, which must be one for a WebSocket.</summary>
    public static async Task<ClientSocket> AcceptAsync(HttpContext context)
    {
        var lifetime = new Lifetime(context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero });
        return new(socket, ((CoalescingUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>()).Stream!, lifetime);
    }

    /// <summary>Resets the connection; what has not left is lost. At any time, also more than once.</summary>
    public void Cut()
    {
        Socket.Abort();
        lifetime.Cut();
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>Lets the request live on when the WebSocket above it has given up.</summary>
    internal sealed class Lifetime(IHttpRequestLifetimeFeature inner) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted
        {
            get => inner.RequestAborted;
            set => inner.RequestAborted = value;
        }

        public void Abort()
        {
        }

        public void Cut() => inner.Abort();
    }
}
