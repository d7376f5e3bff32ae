using System.Net;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Two hundred who send at once are let through exactly as often as the limit says.</summary>
public sealed class ExactLimitTests
{
    private const int Senders = 200;
    private const int Each = 3;

    [Theory]
    [InlineData(137)]
    [InlineData(1)]
    [InlineData(599)]
    public async Task One_user_is_let_through_exactly_as_often_as_he_may(int limit)
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", $"--Limits:UserPerHour={limit}", "--Limits:AnonymousPerHour=10");
        var guest = await Caller.GuestAsync(app.Http);
        await ExpectExactlyAsync(limit, () => guest.GetAsync("/api/tutor/dictionary?q=%E5%A5%BD"));
    }

    [Fact]
    public async Task One_address_is_let_through_exactly_as_often_as_it_may_whatever_it_claims_to_be()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:AnonymousPerHour=100");
        var nobody = new Caller(app.Http);
        var next = 0;
        await ExpectExactlyAsync(100, () => nobody.SendAsync(HttpMethod.Post, "/api/auth/guest", null, headers =>
        {
            var n = Interlocked.Increment(ref next);
            headers.TryAddWithoutValidation("X-Forwarded-For", $"10.0.{n / 256}.{n % 256}");
            headers.TryAddWithoutValidation("X-Real-IP", $"10.1.{n / 256}.{n % 256}");
            headers.TryAddWithoutValidation("Forwarded", $"for=10.2.{n / 256}.{n % 256}");
            if (n % 2 == 0) headers.TryAddWithoutValidation("Authorization", $"Bearer forged-{n}");
        }));
    }

    [Fact]
    public async Task Users_behind_one_address_do_not_take_from_each_other()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:UserPerHour=20", "--Limits:AnonymousPerHour=100");
        var guests = new List<Caller>();
        for (var n = 0; n < 10; n++) guests.Add(await Caller.GuestAsync(app.Http));
        var answers = await Task.WhenAll(guests.SelectMany(static guest => Enumerable.Range(0, 30).Select(_ => guest.GetAsync("/api/tutor/dictionary?q=%E5%A5%BD"))));
        Assert.Equal(200, answers.Count(static answer => answer.Status == HttpStatusCode.OK));
    }

    private static async Task ExpectExactlyAsync(int limit, Func<Task<Answer>> ask)
    {
        var answers = (await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            var own = new List<Answer>();
            for (var n = 0; n < Each; n++) own.Add(await ask());
            return own;
        }))).SelectMany(static own => own).ToList();
        Assert.Equal(limit, answers.Count(static answer => answer.Status == HttpStatusCode.OK));
        var refused = answers.Where(static answer => answer.Status != HttpStatusCode.OK).ToList();
        Assert.Equal((Senders * Each) - limit, refused.Count);
        Assert.All(refused, static answer => Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), answer.Verdict));
        Assert.All(refused, static answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
    }
}
