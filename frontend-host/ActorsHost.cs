using System.Net;
using System.Net.Sockets;
using Actors.Accounts;
using Actors.Admin;
using Actors.Api;
using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Health;
using Actors.Limits;
using Actors.Speech;
using Actors.Storage;
using Actors.Tutor;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Actors;

/// <summary>The composition of the program, for <c>Program.cs</c> and for tests that start the same program in their own process.</summary>
internal static class ActorsHost
{
    /// <summary>Puts the program together; it is not started. Settings come from the arguments, the environment and <c>appsettings.json</c>.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        DefaultSecrets.Refuse(builder.Configuration, builder.Environment.IsDevelopment());
        AddServer(builder);

        AddFeatures(builder);
        var app = builder.Build();
        UsePipeline(app);
        MapFeatures(app);
        return app;
    }

    // The order is that of starting: storage opens first and closes last.
    private static void AddFeatures(WebApplicationBuilder builder)
    {
        builder.AddTelemetry("actors-frontend");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddActorsStorage();
        builder.AddChosenEngine();
        builder.Services.AddActorsProviders().AddSpeech();
        builder.Services.AddEnvelopes().AddLimits().AddOrigins();
        builder.Services.AddActorsAuth().AddAccounts();
        builder.Services.AddApiDocuments();
        builder.Services.AddDelivery();
        builder.Services.AddTutorHub();
        builder.Services.AddActorsHealth();
    }

    // The order is that of a request: what it may be is known before who asks, and that before how often.
    private static void UsePipeline(WebApplication app)
    {
        app.UseProxy();
        app.UseRequestIds();
        app.UseSecurityHeaders();
        app.UseEnvelopeErrors();
        app.UsePage();
        app.UseCoalescedWrites();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.UseSocketOrigins();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void MapFeatures(WebApplication app)
    {
        app.MapAccounts();
        app.MapAdmin();
        app.MapTutor();
        app.MapLearning();
        app.MapSpeech();
        app.MapHealth();
        app.MapEngine();
        app.MapApiDocuments();
    }

    private static void AddServer(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.WebHost.UseSockets(static sockets => sockets.CreateBoundListenSocket = ListenWithKeepAlive);
        builder.Logging.UseJsonLogs();
    }

    /// <summary>
    /// Lets the system find out which silent clients are gone: accepted sockets inherit it, and an idle one costs no timer of ours.
    /// </summary>
    private static Socket ListenWithKeepAlive(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        if (endPoint is not IPEndPoint) return socket;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 20);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return socket;
    }
}
