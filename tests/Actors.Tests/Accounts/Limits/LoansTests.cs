using Actors.Delivery;
using Actors.Limits;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Tests.Accounts.Limits;

/// <summary>Several front ends on the same grains: the sum over all is exact, and what one does not use another gets.</summary>
public sealed class LoansTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    private readonly ManualTime _time = new();
    private readonly string _user = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Front_ends_let_through_as_many_as_one(bool isUser)
    {
        var fronts = Enumerable.Range(0, 4).Select(_ => NewFront(limit: 60)).ToList();
        var subject = isUser ? _user : $"10.{_user}";
        var granted = 0;
        for (var round = 0; round < 100; round++)
        {
            foreach (var front in fronts) granted += (await front.TakeAsync(subject, isUser, LimitClass.General)).IsGranted ? 1 : 0;
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(60, granted);
    }

    [Fact]
    public async Task What_one_front_end_does_not_use_another_gets()
    {
        var (one, other) = (NewFront(limit: 100), NewFront(limit: 100));
        Assert.True((await one.TakeAsync(_user, isUser: true, LimitClass.General)).IsGranted); // holds four more
        for (var n = 0; n < 95; n++) Assert.True((await other.TakeAsync(_user, isUser: true, LimitClass.General)).IsGranted);
        Assert.False((await other.TakeAsync(_user, isUser: true, LimitClass.General)).IsGranted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await one.SettleAsync(TimeSpan.FromSeconds(5)).Soon("giving back");
        for (var n = 0; n < 4; n++) Assert.True((await other.TakeAsync(_user, isUser: true, LimitClass.General)).IsGranted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False((await other.TakeAsync(_user, isUser: true, LimitClass.General)).IsGranted);
    }

    [Fact]
    public async Task Grains_that_are_away_shut_nobody_out()
    {
        await using var gone = await ActorsApp.StartNewAsync();
        var front = NewFront(limit: 1, gone.Services.GetRequiredService<IGrainFactory>());
        await gone.StopAsync();
        for (var n = 0; n < 5; n++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.True((await front.TakeAsync(_user, isUser: true, LimitClass.General).AsTask().Soon("a request")).IsGranted);
        }
        _time.Advance(TimeSpan.FromHours(1));
        await front.SettleAsync(TimeSpan.Zero).Soon("giving back");
    }

    private Loans NewFront(int limit, IGrainFactory? grains = null) => new(grains ?? app.Services.GetRequiredService<IGrainFactory>(), app.Services.GetRequiredService<Insistence>(),
        new LimitOptions { UserPerHour = limit, AnonymousPerHour = limit }, _time, NullLogger<Loans>.Instance);
}
