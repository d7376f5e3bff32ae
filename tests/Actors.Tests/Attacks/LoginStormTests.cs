using System.Diagnostics;
using System.Net;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Ten thousand sign-ins at once, each of which costs a noticeable time to check.</summary>
[Collection(typeof(AloneCollection))]
public sealed class LoginStormTests(ITestOutputHelper output)
{
    private const int Logins = 10_000;
    private const long MostMemory = 1L << 30;

    private static readonly HttpStatusCode[] Allowed = [HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable];

    [Theory]
    [InlineData("--Limits:Enabled=false")]
    [InlineData("--Limits:Enabled=true")]
    public async Task Ten_thousand_logins_at_once_leave_the_server_to_everybody_else(string limits)
    {
        using var folder = new DataFolder();
        using var program = await ActorsProcess.StartAsync(folder, limits, "--Limits:FramesPerSecond=10000", "--Limits:FrameBurst=10000");
        using var http = Wide(program.Address);
        var member = await Caller.MemberAsync(http);
        await using var line = await program.ConnectAsync(token: member.Access);
        await line.ChatAsync("你好");
        var storm = Task.WhenAll(Enumerable.Range(0, Logins).Select(n => LogInAsync(http, n % 10 == 0 ? member.Email : $"n{n}@example.com")));
        using var other = new HttpClient { BaseAddress = program.Address };
        var slowest = TimeSpan.Zero;
        var rounds = 0;
        do
        {
            var began = Stopwatch.GetTimestamp();
            Assert.Equal("ok\n", await other.GetStringAsync("/livez").Soon("a sign of life during the storm"));
            await line.ChatAsync($"你好 {rounds++}");
            slowest = slowest > Stopwatch.GetElapsedTime(began) ? slowest : Stopwatch.GetElapsedTime(began);
        }
        while (!storm.IsCompleted);
        var verdicts = (await storm).CountBy(static status => status).OrderBy(static pair => pair.Key).ToList();
        output.WriteLine($"{rounds} rounds beside the storm, the slowest {slowest.TotalMilliseconds:F0} ms; {string.Join(", ", verdicts)}");
        Assert.Empty(verdicts.Where(static pair => !Allowed.Contains(pair.Key)));
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var memory = Value(await other.GetStringAsync("/metrics"), "dotnet_process_memory_working_set");
        output.WriteLine($"{memory / (1 << 20)} MiB");
        Assert.InRange(memory, 1, MostMemory);
    }

    private static HttpClient Wide(Uri address) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 500 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    private static async Task<HttpStatusCode> LogInAsync(HttpClient http, string email)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { email, password = "not the password" });
        using var answer = await http.PostAsync("/api/auth/login", body);
        return answer.StatusCode;
    }

    private static long Value(string metrics, string name) => (long)double.Parse(
        metrics.Split('\n').First(line => line.StartsWith($"{name} ", StringComparison.Ordinal) || line.StartsWith($"{name}_bytes ", StringComparison.Ordinal)).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
