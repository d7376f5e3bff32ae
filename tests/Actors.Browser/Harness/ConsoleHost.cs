using System.Text.Json;
using Actors.Tests.House;
using Microsoft.AspNetCore.Builder;

namespace Actors.Browser.Harness;

/// <summary>The real front end with its page, in this process. It keeps its port and its data over a stop and a start.</summary>
public class ConsoleHost(TimeSpan delay, string speech = "none") : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts it, unless it runs.</summary>
    public async Task StartAsync()
    {
        if (_app is not null) return;
        _app = ActorsHost.Build(
        [
            "--urls", Address.GetLeftPart(UriPartial.Authority), "--contentRoot", Path.Combine(Repository.Root, "frontend-host"),
            $"--Data:Directory={_folder.Path}", "--Logging:LogLevel:Default=Error", "--Limits:Enabled=false", $"--Chat:Offline:Delay={delay:c}",
            "--Delivery:CloseTimeout=00:00:02", $"--Speech:Engine={speech}", "--Speech:MostPending=1000000",
        ]);
        await _app.StartAsync().Soon("start of the front end");
        Address = new Uri(_app.Urls.Single());
    }

    /// <summary>What the server says of itself.</summary>
    public async Task<string> HealthAsync(string member)
    {
        using var http = new HttpClient { BaseAddress = Address };
        return JsonElement.Parse(await http.GetStringAsync("/healthz").Soon("health")).GetProperty(member).ToString();
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is not { } app) return;
        await app.StopAsync().Soon("stop of the front end");
        await app.DisposeAsync();
    }

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>She answers clause by clause, within a third of a second.</summary>
public sealed class PacedHost() : ConsoleHost(TimeSpan.FromSeconds(0.3));

/// <summary>She speaks, where a voice is installed.</summary>
public sealed class SpeakingHost() : ConsoleHost(TimeSpan.FromSeconds(0.3), "auto")
{
    /// <summary>What speaks; <c>none</c> when nothing does.</summary>
    public Task<string> VoiceAsync() => HealthAsync("speech");
}

/// <summary>She answers at once.</summary>
public sealed class InstantHost() : ConsoleHost(TimeSpan.Zero);

/// <summary>She answers so slowly that a turn only ends by a stop.</summary>
public sealed class SlowHost() : ConsoleHost(TimeSpan.FromSeconds(30));

/// <summary>Like the paced one, and stopped and started by its tests.</summary>
public sealed class RestartedHost() : ConsoleHost(TimeSpan.FromSeconds(0.3));
