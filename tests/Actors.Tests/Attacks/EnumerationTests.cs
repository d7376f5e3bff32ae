using System.Diagnostics;
using System.Text.RegularExpressions;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Finding out who has an account: by what is answered, and by how long it takes.</summary>
[Collection(typeof(AloneCollection))]
public sealed partial class EnumerationTests : IAsyncLifetime
{
    private const int Rounds = 25;

    private readonly ActorsApp _app = new("--Auth:ResetTakes=00:00:00.2", "--Accounts:MaxFailures=100");

    public static TheoryData<string> Routes => ["login", "password/reset", "password/confirm"];

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_answer_is_the_same_for_who_has_an_account_and_who_has_not(string route)
    {
        var member = await Caller.MemberAsync(_app.Http);
        var caller = new Caller(_app.Http);
        var (has, hasNot) = (await AskAsync(caller, route, member.Email), await AskAsync(caller, route, NobodyElse()));
        Assert.Equal(has.Status, hasNot.Status);
        Assert.Equal(Bare(has.Text), Bare(hasNot.Text));
        Assert.Equal(Names(has), Names(hasNot));
    }

    [Fact]
    public async Task The_lock_is_the_same_for_who_has_an_account_and_who_has_not()
    {
        await using var app = await ActorsApp.StartNewAsync();
        var member = await Caller.MemberAsync(app.Http);
        var caller = new Caller(app.Http);
        foreach (var email in (string[])[member.Email, NobodyElse()])
        {
            for (var n = 0; n < 5; n++) Assert.Equal("INVALID_CREDENTIALS", (await AskAsync(caller, "login", email)).Code);
            Assert.Equal("ACCOUNT_LOCKED", (await AskAsync(caller, "login", email)).Code);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_time_is_the_same_for_who_has_an_account_and_who_has_not(string route)
    {
        var members = new List<Caller>();
        for (var n = 0; n < 3; n++) members.Add(await Caller.MemberAsync(_app.Http));
        var caller = new Caller(_app.Http);
        List<double> has = [], hasNot = [];
        // Interleaved, so that what else the machine does is the same for both; the first of each only warms up.
        for (var n = 0; n <= Rounds; n++)
        {
            var (one, other) = (await TimeAsync(caller, route, members[n % 3].Email), await TimeAsync(caller, route, NobodyElse()));
            if (n == 0) continue;
            has.Add(one);
            hasNot.Add(other);
        }
        // An unhashed answer is ten times as fast as a hashed one. What is allowed is a third of the median and three standard errors of it.
        var (a, b) = (Median(has), Median(hasNot));
        TestContext.Current.TestOutputHelper?.WriteLine($"{route}: members {a:F1} ms, others {b:F1} ms, spread {Spread(has):F1} and {Spread(hasNot):F1} ms");
        Assert.InRange(Math.Abs(a - b), 0, (Math.Max(a, b) / 3) + (3 * (Spread(has) + Spread(hasNot)) / Math.Sqrt(Rounds)));
    }

    private static Task<Answer> AskAsync(Caller caller, string route, string email) => caller.PostAsync($"/api/auth/{route}", route switch
    {
        "login" => new { email, password = "not the password" },
        "password/reset" => new { email },
        _ => (object)new { email, code = "000000", new_password = Caller.Password },
    });

    private static async Task<double> TimeAsync(Caller caller, string route, string email)
    {
        var began = Stopwatch.GetTimestamp();
        await AskAsync(caller, route, email);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static string NobodyElse() => $"n{Guid.CreateVersion7():N}@example.com";

    private static string Bare(string body) => Trace().Replace(body, "");

    private static string Names(Answer answer) => string.Join(' ', answer.Headers.Concat(answer.ContentHeaders).Select(static header => header.Key).Where(static name => name != "Content-Length").Order(StringComparer.Ordinal));

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>Half of the distance between the quartiles: what a few slow ones do not change.</summary>
    private static double Spread(List<double> times) => (times.Order().ElementAt(times.Count * 3 / 4) - times.Order().ElementAt(times.Count / 4)) / 1.35;

    [GeneratedRegex("\"trace_id\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
