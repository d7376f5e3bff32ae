using Actors.Delivery;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Delivery;

/// <summary>A message that is sent again and arrives when its turn has ended already: it must not begin anew.</summary>
public sealed class LateResendTests(EndlessApp app) : IClassFixture<EndlessApp>
{
    private readonly ITutorSessionGrain _session = app.Services.GetRequiredService<IGrainFactory>().GetGrain<ITutorSessionGrain>(Guid.NewGuid().ToString("N"));
    private readonly IHostObserver _host = app.Services.GetRequiredService<HostObserver>().Reference;

    [Fact]
    public async Task A_message_under_way_or_waiting_is_known()
    {
        foreach (var (id, turn) in ((string, long)[])[("a", 1), ("b", 2)])
        {
            Assert.Equal(new ChatOutcome(ChatStatus.Accepted, Turn: turn), await ChatAsync(id));
            Assert.Equal(new ChatOutcome(ChatStatus.InProgress, Turn: turn), await ChatAsync(id, isAgain: true));
        }
    }

    [Fact]
    public async Task A_message_that_was_lost_begins_with_the_next_number()
    {
        await ChatAsync("a");
        Assert.Equal(new ChatOutcome(ChatStatus.Accepted, Turn: 2), await ChatAsync("b", isAgain: true));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public async Task A_message_that_was_stopped_does_not_begin_anew(string id)
    {
        foreach (var one in (string[])["a", "b", "c"]) await ChatAsync(one);
        Assert.True(await _session.Stop(new(_host)).Soon("the stop"));
        var late = await ChatAsync(id, isAgain: true);
        Assert.Equal(ChatStatus.Answered, late.Status);
        Assert.Equal(id[0] - 'a' + 1, late.Final!.Turn);
        Assert.False((await _session.Snapshot().Soon("the state")).IsGenerating);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task A_message_that_was_stopped_by_clearing_does_not_begin_anew(string id)
    {
        foreach (var one in (string[])["a", "b"]) await ChatAsync(one);
        await _session.ClearHistory(new(null, _host)).Soon("the clearing");
        Assert.Equal(ChatStatus.Answered, (await ChatAsync(id, isAgain: true)).Status);
        Assert.False((await _session.Snapshot().Soon("the state")).IsGenerating);
    }

    [Fact]
    public async Task A_stop_that_comes_twice_does_not_stop_what_was_said_between()
    {
        await ChatAsync("a");
        Assert.True(await _session.Stop(new(_host, "s1")).Soon("the stop"));
        await ChatAsync("b");
        Assert.True(await _session.Stop(new(_host, "s1")).Soon("the same stop"));
        Assert.True((await _session.Snapshot().Soon("the state")).IsGenerating);
        Assert.True(await _session.Stop(new(_host, "s2")).Soon("another stop"));
        Assert.False((await _session.Snapshot().Soon("the state")).IsGenerating);
    }

    [Fact]
    public async Task A_clearing_that_comes_twice_leaves_what_was_said_between()
    {
        await _session.ClearHistory(new(null, _host, "c1")).Soon("the clearing");
        await ChatAsync("a");
        await _session.ClearHistory(new(null, _host, "c1")).Soon("the same clearing");
        Assert.True((await _session.Snapshot().Soon("the state")).IsGenerating);
    }

    [Fact]
    public async Task A_client_may_send_what_was_dropped_once_more_and_that_is_known_again()
    {
        foreach (var one in (string[])["a", "b"]) await ChatAsync(one);
        await _session.Stop(new(_host)).Soon("the stop");
        Assert.Equal(new ChatOutcome(ChatStatus.Accepted, Turn: 3), await ChatAsync("b"));
        Assert.Equal(new ChatOutcome(ChatStatus.InProgress, Turn: 3), await ChatAsync("b", isAgain: true));
        await _session.Stop(new(_host)).Soon("the stop");
        Assert.Equal(3, (await ChatAsync("b", isAgain: true)).Final!.Turn);
    }

    private Task<ChatOutcome> ChatAsync(string id, bool isAgain = false) =>
        _session.Chat(new(id, "讲个故事", null, DoubleText.Queue, _host, IsAgain: isAgain)).Soon("the outcome");
}
