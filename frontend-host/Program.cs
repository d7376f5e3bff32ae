using Actors;
using Actors.Accounts;
using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Health;
using Actors.Storage;
using Actors.Tutor;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(static kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 1 << 20;
});
// What a socket's read leads to runs on the thread that read, and a send on the thread that wrote: both are short.
builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
builder.Logging.ClearProviders().AddJsonConsole(static console =>
{
    console.IncludeScopes = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
});

// The order is that of starting: storage opens first and closes last.
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddActorsStorage();
builder.AddChosenEngine();
builder.Services.AddActorsProviders();
builder.Services.AddActorsAuth();
builder.Services.AddDelivery();
builder.Services.AddTutorHub();
builder.Services.AddActorsHealth();

WebApplication app;
try
{
    app = builder.Build();
    app.UseRequestIds();
    app.UseEnvelopeErrors();
    app.UsePage();
    app.UseCoalescedWrites();
    app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
    app.MapAccounts();
    app.MapTutor();
    app.MapHealth();
    await app.StartAsync();
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
{
    await Console.Error.WriteLineAsync($"Actors cannot start: {reason}");
    return StartFailure.ExitCode;
}
await app.PrintBannerAsync();
await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
