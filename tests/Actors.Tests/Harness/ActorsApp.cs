using Microsoft.AspNetCore.Builder;

namespace Actors.Tests.Harness;

/// <summary>The real front end in this process, with a port and a data folder of its own. Unlimited frames, replies at once, no voice, unless a setting says otherwise.</summary>
public class ActorsApp(params string[] settings) : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public DataFolder Folder => _folder;

    public IServiceProvider Services => _app!.Services;

    public static string[] Arguments(DataFolder folder, params string[] settings) =>
    [
        "--urls", "http://127.0.0.1:0", "--contentRoot", folder.Path, $"--Data:Directory={folder.Path}", "--Logging:LogLevel:Default=Error",
        "--Limits:Enabled=false", "--Chat:Offline:Delay=00:00:00", "--Delivery:CloseTimeout=00:00:02", "--Speech:Engine=none", "--Sessions:FinishWithin=00:00:00",
        "--Speech:MostPending=1000000", // other tests keep the threads busy, too
        .. settings,
    ];

    public static async Task<ActorsApp> StartNewAsync(params string[] settings)
    {
        var app = new ActorsApp(settings);
        await app.StartAsync();
        return app;
    }

    public async Task StartAsync()
    {
        _app = ActorsHost.Build(Arguments(_folder, settings));
        await _app.StartAsync().Soon("start of the front end");
        Address = new Uri(_app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is not { } app) return;
        Http.Dispose();
        await app.StopAsync().Soon("stop of the front end");
        await app.DisposeAsync();
    }

    /// <summary>Stops and starts on the same data folder; the port is another.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public Task<ChatSocket> ConnectAsync(string query = "", string? token = null) => ChatSocket.ConnectAsync(Address, query, token);

    public Task<HubClient> ConnectHubAsync(string query = "", string? token = null) => HubClient.ConnectAsync(Address, query, token);

    async ValueTask IAsyncLifetime.InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>She answers at once.</summary>
public sealed class InstantApp : ActorsApp;

/// <summary>She answers clause by clause, within half a second.</summary>
public sealed class PacedApp() : ActorsApp("--Chat:Offline:Delay=00:00:00.5");

/// <summary>She answers so slowly that a turn only ends by a stop.</summary>
public sealed class EndlessApp() : ActorsApp("--Chat:Offline:Delay=00:00:30");
