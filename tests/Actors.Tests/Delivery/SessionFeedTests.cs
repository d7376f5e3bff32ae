using Actors.Delivery;
using Actors.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static Actors.Tests.Delivery.FeedHost;

namespace Actors.Tests.Delivery;

/// <summary>The way of a session's events to the sockets of a host: in order, each once, whatever happens on the way.</summary>
public sealed class SessionFeedTests : IDisposable
{
    private readonly FeedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Events_in_order_go_out_as_they_come()
    {
        var (socket, feed) = _host.Attach(10);
        Assert.All([11, 12, 13], seq => Assert.True(feed.Take(Event(seq))));
        Assert.Equal([11, 12, 13], socket.Seqs);
        Assert.Equal(13, feed.Last);
    }

    [Fact]
    public void An_event_that_comes_twice_or_was_known_already_goes_out_once()
    {
        var (socket, feed) = _host.Attach(10);
        foreach (var seq in (long[])[9, 10, 11, 11, 12, 11]) Assert.True(feed.Take(Event(seq)));
        Assert.Equal([11, 12], socket.Seqs);
    }

    [Fact]
    public void An_event_that_was_overtaken_goes_out_before_those_that_came_first()
    {
        var (socket, feed) = _host.Attach(10);
        Assert.False(feed.Take(Event(13)));
        Assert.True(feed.Take(Event(12)), "Only the first that waits asks for what is missing.");
        Assert.True(feed.HasGap);
        Assert.Empty(socket.Seqs);
        Assert.True(feed.Take(Event(11)));
        Assert.Equal([11, 12, 13], socket.Seqs);
        Assert.False(feed.HasGap);
    }

    [Fact]
    public void Numbers_that_nothing_bears_are_no_gap()
    {
        var (socket, feed) = _host.Attach(10);
        foreach (var (seq, previous) in ((long, long)[])[(11, 10), (13, 11), (1025, 13), (1026, 1025)]) Assert.True(feed.Take(Event(seq, previous)));
        Assert.Equal([11, 13, 1025, 1026], socket.Seqs);
    }

    [Fact]
    public void What_was_fetched_fills_the_gap()
    {
        var (socket, feed) = _host.Attach(10);
        Assert.False(feed.Take(Event(14)));
        feed.Fill(Attached(13, Event(11), Event(12), Event(13)));
        Assert.Equal([11, 12, 13, 14], socket.Seqs);
        Assert.False(feed.HasGap);
        Assert.True(feed.Take(Event(15)));
        Assert.False(feed.Take(Event(17)), "A new gap is told again.");
    }

    [Fact]
    public void What_cannot_be_fetched_holds_nothing_back()
    {
        var (socket, feed) = _host.Attach(10);
        feed.Take(Event(13));
        feed.Take(Event(15));
        feed.GiveUp();
        Assert.Equal([13, 15], socket.Seqs);
        Assert.False(feed.HasGap);
        Assert.True(feed.Take(Event(11)), "It comes too late.");
        Assert.Equal([13, 15], socket.Seqs);
    }

    [Fact]
    public async Task What_is_not_held_any_more_sends_the_sockets_to_the_history()
    {
        var (socket, feed) = _host.Attach(10);
        feed.Fill(Attached(90, Event(90)) with { IsTooOld = true });
        Assert.Equal("resync", (await socket.Frames.NextAsync()).Status());
        Assert.Equal([90], socket.Seqs);
        Assert.Equal(90, feed.Last);
    }

    [Fact]
    public void An_old_activation_that_answers_takes_nothing_back()
    {
        var (socket, feed) = _host.Attach(1025);
        feed.Fill(Attached(30, Event(29), Event(30)));
        Assert.True(feed.Take(Event(31)));
        Assert.Empty(socket.Seqs);
        Assert.Equal(1025, feed.Last);
    }

    [Fact]
    public void A_gap_does_not_gather_events_without_end()
    {
        var (socket, feed) = _host.Attach(10);
        for (var seq = 12; seq <= 12 + 1024; seq++) feed.Take(Event(seq));
        Assert.Equal(Enumerable.Range(12, 1025).Select(static n => (long)n), socket.Seqs);
        Assert.False(feed.HasGap);
    }

    [Fact]
    public void What_comes_before_it_is_known_where_the_first_socket_begins_waits_for_that()
    {
        var socket = _host.Socket();
        var feed = _host.Table.Add(socket);
        foreach (var seq in (long[])[12, 9, 11]) Assert.True(feed.Take(Event(seq)));
        feed.Begin(10);
        Assert.Equal([11, 12], socket.Seqs);
        Assert.False(feed.HasGap);
    }

    [Fact]
    public async Task A_renewal_that_comes_while_the_first_socket_attaches_skips_nothing()
    {
        var session = new ScriptedSession();
        var (asked, attached) = (new TaskCompletionSource<AttachSession>(), new TaskCompletionSource<Attached>());
        session.Attaching = command =>
        {
            asked.SetResult(command);
            return attached.Task;
        };
        using var renewals = Renewals(session);
        await renewals.StartAsync(CancellationToken.None);
        var socket = _host.Socket();
        var feed = _host.Table.Add(socket);
        renewals.RenewAllNow();
        Assert.Null((await asked.Task.Soon("the renewal")).After);
        feed.Begin(10);
        attached.SetResult(Attached(13));
        await renewals.StopAsync(CancellationToken.None);
        foreach (var seq in (long[])[11, 12, 13]) feed.Take(Event(seq));
        Assert.Equal([11, 12, 13], socket.Seqs);
    }

    [Fact]
    public async Task A_gap_that_stays_is_fetched_by_itself()
    {
        var session = new ScriptedSession();
        var filled = new TaskCompletionSource<long?>();
        session.Attaching = command =>
        {
            filled.SetResult(command.After);
            return Task.FromResult(Attached(13, Event(11), Event(12), Event(13)));
        };
        using var renewals = Renewals(session);
        await renewals.StartAsync(CancellationToken.None);
        var (socket, _) = _host.Attach(10);
        var told = new TaskCompletionSource();
        socket.Delivered = seq => _ = seq == 13 && told.TrySetResult();
        var timers = _host.Time.Made;
        await _host.Table.Deliver("s", Event(13));
        await _host.Time.MadeAsync(timers + 1);
        _host.Time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal(10, await filled.Task.Soon("the fetching"));
        await told.Task.Soon("the event that waited");
        Assert.Equal([11, 12, 13], socket.Seqs);
        await renewals.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void Every_socket_gets_every_event_until_it_leaves_and_the_feed_ends_with_the_last()
    {
        var (one, feed) = _host.Attach(10);
        var (other, same) = _host.Attach(10);
        Assert.Same(feed, same);
        feed.Take(Event(11));
        _host.Table.Remove(one);
        feed.Take(Event(12));
        _host.Table.Remove(other);
        Assert.Equal([11], one.Seqs);
        Assert.Equal([11, 12], other.Seqs);
        Assert.Null(_host.Table.Find("s"));
        Assert.False(feed.TryAdd(one));
        Assert.NotSame(feed, _host.Attach(12).Feed);
    }

    [Fact]
    public void What_goes_out_is_told_once_and_in_order()
    {
        List<long> told = [];
        _host.Table.Happened = (_, happened) => told.Add(happened.Seq);
        var (_, feed) = _host.Attach(10);
        foreach (var seq in (long[])[12, 11, 11, 13]) feed.Take(Event(seq));
        Assert.Equal([11, 12, 13], told);
    }

    [Fact]
    public void Whatever_is_lost_doubled_or_overtaken_each_event_goes_out_once_and_in_order()
    {
        var random = new Random(Seed.Next());
        for (var round = 0; round < 200; round++)
        {
            var (socket, feed) = _host.Attach(0, $"s{round}");
            var log = Log(random);
            var (missed, emitted) = (false, 0L);
            foreach (var happened in OnTheWay(log, random))
            {
                emitted = Math.Max(emitted, happened.Seq);
                missed |= !feed.Take(happened);
                if (missed && random.Next(3) == 0) missed = Fetch();
            }
            emitted = log[^1].Seq;
            Fetch();
            Assert.Equal(log.Select(static e => e.Seq), socket.Seqs);
            Assert.False(feed.HasGap);

            bool Fetch()
            {
                var after = feed.Last ?? 0;
                feed.Fill(Attached(emitted, [.. log.Where(e => e.Seq > after && e.Seq <= emitted)]));
                return false;
            }
        }
    }

    private Renewals Renewals(ScriptedSession session) => new(_host.Table, new HostObserver(_host.Table, new ScriptedGrains(session)), new OneSession(session),
        new Insistence(_host.Options, _host.Time), Options.Create(_host.Options), _host.Time, NullLogger<Renewals>.Instance);

    private sealed class OneSession(ISessionGrain grain) : ISessionDirectory
    {
        public ISessionGrain Find(string session) => grain;
    }

    /// <summary>Events of a session, with numbers left out.</summary>
    private static List<SessionEvent> Log(Random random)
    {
        List<SessionEvent> log = [];
        for (var (n, seq, previous) = (0, 0L, 0L); n < 40; n++, previous = seq)
        {
            seq += random.Next(8) == 0 ? random.Next(2, 1000) : 1;
            log.Add(Event(seq, previous));
        }
        return log;
    }

    /// <summary>The same as a bad network brings them.</summary>
    private static IEnumerable<SessionEvent> OnTheWay(List<SessionEvent> log, Random random) => log
        .SelectMany((happened, n) => Enumerable.Repeat((happened, At: n), random.Next(10) switch { 0 => 0, 1 => 2, _ => 1 }))
        .OrderBy(sent => sent.At + (random.Next(5) == 0 ? random.Next(6) : 0))
        .Select(static sent => sent.happened);
}
