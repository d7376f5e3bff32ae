using System.Globalization;
using System.Net;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts.Limits;

/// <summary>How many requests are answered in an hour, over HTTP: exactly as many as are allowed.</summary>
public sealed class RequestLimitTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task Of_300_requests_of_an_address_by_200_senders_a_hundred_are_answered()
    {
        await using var app = await StartAsync();
        var answers = await SendAsync(app, 300, static (app, _) => app.GetAsync("/api/auth/profile/"));
        Assert.Equal((100, 200), (answers.Count(static answer => answer.Refusal == (401, "UNAUTHORIZED")), answers.Count(static answer => answer.Refusal == (429, "RATE_LIMITED"))));
        foreach (var refused in answers.Where(static answer => answer.Status == HttpStatusCode.TooManyRequests))
        {
            Assert.InRange(Number(refused, "Retry-After"), 3500, 3600);
            Assert.Equal((100, 0), (Number(refused, "X-RateLimit-Limit"), Number(refused, "X-RateLimit-Remaining")));
        }
        foreach (var answer in answers) Assert.InRange(Number(answer, "X-RateLimit-Reset") - Clock.GetUtcNow().ToUnixTimeSeconds(), 3500, 3601);
        Assert.Contains(answers, static answer => Number(answer, "X-RateLimit-Remaining") == 99);
    }

    [Fact]
    public async Task Of_1200_requests_of_a_user_a_thousand_are_answered_whatever_others_ask()
    {
        await using var app = await StartAsync();
        var (guest, other) = (await app.GuestAsync(), await app.GuestAsync());
        var answers = await SendAsync(app, 1200, (app, _) => app.GetAsync("/api/auth/profile/", guest.Access));
        Assert.Equal((1000, 200), (answers.Count(static answer => answer.Status == HttpStatusCode.OK), answers.Count(static answer => answer.Refusal == (429, "RATE_LIMITED"))));
        Assert.All(answers, static answer => Assert.Equal(1000, Number(answer, "X-RateLimit-Limit")));
        Assert.Equal(999, Number(await app.GetAsync("/api/auth/profile/", other.Access), "X-RateLimit-Remaining"));
        Assert.Equal(97, Number(await app.PostAsync("/api/auth/guest/"), "X-RateLimit-Remaining")); // the address is counted by itself
    }

    [Fact]
    public async Task Five_reset_codes_an_hour_are_asked_for_from_an_address_whoever_asks()
    {
        await using var app = await StartAsync();
        var guest = await app.GuestAsync();
        var answers = await SendAsync(app, 20, (app, n) => app.PostAsync("/api/auth/password/reset/", new { email = AccountCalls.NewAddress() }, n % 2 == 0 ? guest.Access : null));
        Assert.Equal((5, 15), (answers.Count(static answer => answer.Status == HttpStatusCode.OK), answers.Count(static answer => answer.Refusal == (429, "RATE_LIMITED"))));
        Assert.All(answers, static answer => Assert.Equal(5, Number(answer, "X-RateLimit-Limit")));
        Assert.Equal(401, (int)(await app.LoginAsync(AccountCalls.NewAddress())).Status); // others go on
    }

    [Fact]
    public async Task Limits_are_settings()
    {
        await using var app = await StartAsync("--Limits:AnonymousPerHour=3", "--Limits:UserPerHour=7");
        var guest = await app.GuestAsync();
        Assert.Equal(7, (await SendAsync(app, 10, (app, _) => app.GetAsync("/api/auth/profile/", guest.Access))).Count(static answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(2, (await SendAsync(app, 10, static (app, _) => app.PostAsync("/api/auth/guest/"))).Count(static answer => answer.Status == HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("POST", "/api/auth/login/", "{", 400)]
    [InlineData("POST", "/api/auth/login/", "{}", 400)]
    [InlineData("POST", "/api/auth/login/", """{"email":5}""", 400)]
    [InlineData("POST", "/api/auth/login/", null, 400)]
    [InlineData("POST", "/api/auth/guest/", "{}", 200)]
    [InlineData("GET", "/api/auth/profile/", null, 401)]
    [InlineData("GET", "/api/v1/admin/users/", null, 401)]
    [InlineData("GET", "/api/nothing/", null, 404)]
    [InlineData("PATCH", "/api/auth/login/", null, 405)]
    public async Task Every_answer_says_how_the_count_stands_and_keeps_its_other_headers(string method, string path, string? body, int status)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(new(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Request-ID", "request-1");
        var answer = await app.CallAsync(request);
        Assert.Equal((status, "request-1", "nosniff", "no-store"), ((int)answer.Status, answer.Header("X-Request-ID"), answer.Header("X-Content-Type-Options"), answer.Header("Cache-Control")));
        Assert.Equal((100, 99), (Number(answer, "X-RateLimit-Limit"), Number(answer, "X-RateLimit-Remaining")));
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v1.json")]
    public async Task What_operators_ask_is_not_counted(string path)
    {
        await using var app = await StartAsync("--Limits:AnonymousPerHour=1");
        for (var n = 0; n < 5; n++)
        {
            using var answer = await app.Http.GetAsync(path, TestContext.Current.CancellationToken).Soon(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("X-RateLimit-Limit"));
        }
    }

    [Fact]
    public async Task What_a_client_says_of_its_address_is_believed_of_a_known_proxy_alone()
    {
        await using var open = await StartAsync("--Limits:AnonymousPerHour=2");
        await using var behind = await StartAsync("--Limits:AnonymousPerHour=2", "--Proxy:Networks:0=127.0.0.0/8");
        Assert.Equal(2, (await SendAsync(open, 6, FromAsync)).Count(static answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(6, (await SendAsync(behind, 6, FromAsync)).Count(static answer => answer.Status == HttpStatusCode.OK));

        static Task<ApiAnswer> FromAsync(ActorsApp app, int n)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/guest/");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{n}");
            return app.CallAsync(request);
        }
    }

    private static Task<ActorsApp> StartAsync(params string[] settings) => ActorsApp.StartNewAsync(["--Limits:Enabled=true", "--Auth:ResetTakes=00:00:00", .. settings]);

    private static long Number(ApiAnswer answer, string header) => long.Parse(answer.Header(header), CultureInfo.InvariantCulture);

    /// <summary>Sends by 200 senders at once.</summary>
    private static async Task<ApiAnswer[]> SendAsync(ActorsApp app, int count, Func<ActorsApp, int, Task<ApiAnswer>> send)
    {
        var answers = new ApiAnswer[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, count, options, async (n, _) => answers[n] = await send(app, n)).Soon("all answers");
        return answers;
    }
}
