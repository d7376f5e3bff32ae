using Actors.Auth;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>The tutor's socket and hub.</summary>
internal static class TutorSetup
{
    public static IServiceCollection AddTutorHub(this IServiceCollection services)
    {
        services.AddSingleton<PendingTurns>().AddSingleton<TutorFrontEnd>().AddSingleton<ISessionDirectory>(static provider => provider.GetRequiredService<TutorFrontEnd>());
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
        app.Map("/ws/chat", ChatAsync);
        app.MapHub<TutorHub>("/hubs/tutor");
    }

    private static async Task ChatAsync(HttpContext context, TutorFrontEnd front, Visitors visitors, SocketLoop loop)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }
        var visitor = visitors.Admit(context.Request);
        using var socket = await ClientSocket.AcceptAsync(context);
        var sink = new WebSocketSink(socket);
        if (visitor is null) await loop.RefuseAsync(socket, sink, SocketClose.NotAuthenticated);
        else await loop.RunAsync(socket, new TutorClient(front, visitor, TutorClientOptions.Of(context.Request), sink));
    }
}
