using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Limits;

namespace Actors.Tutor;

/// <summary>The tutor's socket and hub.</summary>
internal static class TutorSetup
{
    public static IServiceCollection AddTutorHub(this IServiceCollection services)
    {
        services.AddSingleton<PendingTurns>().AddSingleton<SpeechQuota>().AddSingleton<TutorFrontEnd>().AddSingleton<ISessionDirectory>(static provider => provider.GetRequiredService<TutorFrontEnd>());
        services.AddSignalR(static hub =>
        {
            hub.MaximumReceiveMessageSize = 64 * 1024;
            hub.EnableDetailedErrors = false;
        }).AddJsonProtocol(static json =>
        {
            json.PayloadSerializerOptions.Encoder = WireJson.Encoder;
            json.PayloadSerializerOptions.Converters.Add(new RawJsonConverter());
        });
        return services;
    }

    public static void MapTutor(this WebApplication app)
    {
        // Who may come in, and how often, is looked at where the frames are: SocketGate, Visitors, FrameLimiter.
        var limit = new LimitMetadata(LimitClass.None);
        app.Map("/ws/chat", ChatAsync).AllowAnonymous().WithMetadata(limit).ExcludeFromDescription();
        app.MapHub<TutorHub>("/hubs/tutor").AllowAnonymous().WithMetadata(limit);
    }

    private static async Task ChatAsync(HttpContext context, TutorFrontEnd front, Visitors visitors, SocketGate gate, SocketLoop loop)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Envelope.Error(context, Problem.UpgradeRequired).ExecuteAsync(context);
            return;
        }
        var visitor = visitors.Admit(context.Request);
        using var place = visitor is null ? null : gate.Enter(visitor.User, RequestLimits.AddressOf(context));
        if (visitor is not null && place is null)
        {
            await Envelope.Error(context, Problem.TooManyConnections).ExecuteAsync(context);
            return;
        }
        using var socket = await ClientSocket.AcceptAsync(context);
        var sink = new WebSocketSink(socket);
        if (visitor is null)
        {
            await loop.RefuseAsync(socket, sink, SocketClose.NotAuthenticated);
            return;
        }
        var client = new TutorClient(front, visitor, TutorClientOptions.Of(context.Request), sink);
        place!.Close = () => _ = client.Outbox.CloseAsync(SocketClose.NotAuthenticated);
        using var scope = front.BeginSession(client.Session);
        await loop.RunAsync(socket, client);
    }
}
