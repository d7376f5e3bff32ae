using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Auth;
using Actors.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>An access token of an operator.</summary>
    public string AdminToken => _app!.Services.GetRequiredService<Tokens>().Issue(new CurrentUser("operator", "ADMIN")).Access;

    /// <summary>Makes a member without a browser; gives the id.</summary>
    public async Task<string> RegisterAsync(string name, string email)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var body = new { name, email, password = AccountPage.Password, password_confirm = AccountPage.Password };
        var answer = await http.PostAsJsonAsync("/api/auth/register/", body).Soon("the account");
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("data").GetProperty("id").GetString()!;
    }

    /// <summary>The code in the mail to an address, as it was put into the outbox.</summary>
    public async Task<string> CodeForAsync(string email)
    {
        for (var left = Within.Limit; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(50))
        {
            var outbox = new DirectoryInfo(_folder.File("outbox"));
            foreach (var file in outbox.Exists ? outbox.GetFiles("*.eml") : [])
            {
                var mail = await File.ReadAllTextAsync(file.FullName);
                if (mail.Contains(email, StringComparison.Ordinal) && Patterns.Code.Match(Body(mail)) is { Success: true } code) return code.Value;
            }
            await Task.Delay(50);
        }
        throw new TimeoutException($"There is no mail to {email}");
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

    private static string Body(string mail)
    {
        var body = mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1];
        return mail.Contains("base64", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Trim())) : body;
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
