using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Accounts;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Accounts;

/// <summary>A user's families of refresh tokens, as a front end asks for them that may have to ask again.</summary>
public sealed class UserGrainTests(InsistentApp app) : IClassFixture<InsistentApp>
{
    private static readonly long Later = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly IUserGrain _user = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task The_same_attempt_again_has_the_same_outcome_and_revokes_nothing()
    {
        for (var n = 0; n < 3; n++) Assert.Equal(new RefreshOutcome(true, 1), await UseAsync(0, "a1"));
        Assert.Equal(new RefreshOutcome(true, 2), await UseAsync(1, "a2"));
    }

    [Fact]
    public async Task Another_attempt_with_the_same_token_revokes_the_family()
    {
        await UseAsync(0, "a1");
        for (var n = 0; n < 2; n++) Assert.False((await UseAsync(0, "a2")).IsAccepted);
        Assert.False((await UseAsync(1, "a3")).IsAccepted);
        Assert.False((await UseAsync(0, "a1")).IsAccepted, "The attempt that was accepted before the copy showed up.");
    }

    [Fact]
    public async Task Attempts_that_nobody_tells_apart_are_different_ones()
    {
        Assert.True((await UseAsync(0, null)).IsAccepted);
        Assert.False((await UseAsync(0, null)).IsAccepted);
    }

    [Fact]
    public async Task An_attempt_is_known_to_its_own_family_only()
    {
        Assert.True((await UseAsync(0, "a1")).IsAccepted);
        Assert.Equal(new RefreshOutcome(true, 1), await UseAsync(0, "a1", "other"));
        Assert.False((await UseAsync(1, "a1", "third")).IsAccepted, "A family that begins in the middle.");
    }

    [Fact]
    public async Task The_same_attempt_many_times_at_once_is_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UseAsync(0, "a1")));
        Assert.All(outcomes, static outcome => Assert.Equal(new RefreshOutcome(true, 1), outcome));
        Assert.Equal(new RefreshOutcome(true, 2), await UseAsync(1, "a2"));
    }

    [Fact]
    public async Task An_attempt_is_known_over_a_restart()
    {
        await using var own = await ActorsApp.StartNewAsync(InsistentApp.Setting);
        var outcome = await UserOf(own).UseRefresh(new("f", 0, Later, "a1")).Soon("the outcome");
        await own.RestartAsync();
        Assert.Equal(outcome, await UserOf(own).UseRefresh(new("f", 0, Later, "a1")).Soon("the outcome"));

        static IUserGrain UserOf(ActorsApp app) => app.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>("u1");
    }

    [Fact]
    public async Task Over_HTTP_each_request_is_an_attempt_of_its_own()
    {
        var guest = JsonElement.Parse(await (await app.Http.PostAsync("/api/auth/guest/", null)).Content.ReadAsStringAsync()).Data();
        var answer = await RefreshAsync(guest.Text("refresh"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var next = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Data().Text("refresh");
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(next)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(guest.Text("refresh"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(next)).StatusCode);
    }

    private async Task<RefreshOutcome> UseAsync(int generation, string? attempt, string family = "f") =>
        (await _user.UseRefresh(new(family, generation, Later, attempt)).Soon("the outcome")) with { User = null };

    private Task<HttpResponseMessage> RefreshAsync(string token) => app.Http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = token });
}

/// <summary>It calls grains as on a cluster: again, until they answer.</summary>
public sealed class InsistentApp() : ActorsApp(Setting)
{
    public const string Setting = "--Delivery:ResendAfter=00:00:00.75";
}
