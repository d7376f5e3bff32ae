using Actors.Delivery;
using Actors.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Tests.Tutor;

public class SessionLogTests
{
    private readonly ManualTime _time = new();
    private readonly RecordingHost _host = new();

    [Fact]
    public void Numbers_rise_by_one_and_reach_the_host_in_order()
    {
        var log = Started();
        log.Attend(_host);
        for (var n = 1; n <= 5; n++)
        {
            Assert.Equal(n, log.NextSeq);
            Assert.Equal(n, log.Emit(1, EventKind.Progress, []).Seq);
        }
        Assert.Equal([1, 2, 3, 4, 5], _host.Seqs);
        Assert.Equal("s", Assert.Single(_host.Sessions.Distinct()));
    }

    [Fact]
    public void A_number_that_is_not_reserved_is_refused()
    {
        var log = Started(ceiling: 0);
        Assert.False(log.HasReserved(1));
        Assert.Throws<InvalidOperationException>(() => log.Emit(1, EventKind.Progress, []));
        log.Reserved(log.NextCeiling);
        Assert.True(log.HasReserved(SessionLog.Reserve));
        Assert.False(log.HasReserved(SessionLog.Reserve + 1));
        Assert.Equal(1, log.Emit(1, EventKind.Progress, []).Seq);
    }

    [Fact]
    public void After_a_restart_numbers_and_epochs_go_on_above_what_was_reserved()
    {
        var first = Started();
        var before = first.Emit(1, EventKind.Progress, []);
        var second = new SessionLog("s", first.Ceiling, _time, NullLogger.Instance);
        second.Reserved(second.NextCeiling);
        var after = second.Emit(1, EventKind.Progress, []);
        Assert.True(after.Seq > before.Seq && after.Seq > first.Ceiling);
        Assert.True(after.Epoch > before.Epoch);
    }

    [Fact]
    public void A_stop_makes_what_came_before_stale()
    {
        var log = Started();
        var before = log.Emit(1, EventKind.Progress, []);
        var epoch = log.RaiseEpoch();
        var after = log.Emit(1, EventKind.Final, []);
        Assert.Equal(epoch, after.Epoch);
        Assert.True(after.Epoch > before.Epoch);
        Assert.Equal(after.Seq, after.Epoch);
    }

    [Fact]
    public void Who_comes_back_gets_exactly_what_was_missed()
    {
        var log = Started();
        for (var n = 1; n <= 10; n++) log.Emit(1, EventKind.Progress, []);
        Assert.All(Enumerable.Range(0, 11), seen =>
        {
            var attached = log.Attach(_host, seen, 1, isGenerating: true);
            Assert.False(attached.IsTooOld);
            Assert.Equal(Enumerable.Range(seen + 1, 10 - seen).Select(static n => (long)n), attached.Replay.Select(static e => e.Seq));
        });
        Assert.Empty(log.Attach(_host, null, 1, isGenerating: true).Replay);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(-1)]
    public void A_number_that_was_never_given_is_too_old(long seen)
    {
        var log = Started();
        for (var n = 1; n <= 10; n++) log.Emit(1, EventKind.Progress, []);
        var attached = log.Attach(_host, seen, 1, isGenerating: false);
        Assert.True(attached.IsTooOld);
        Assert.Empty(attached.Replay);
    }

    [Fact]
    public void Events_older_than_twenty_turns_are_let_go()
    {
        var log = Started();
        for (var turn = 1; turn <= 25; turn++)
        {
            log.Emit(turn, EventKind.Progress, []);
            log.Emit(turn, EventKind.Final, []);
        }
        Assert.True(log.Attach(_host, 9, 25, isGenerating: false).IsTooOld);
        var attached = log.Attach(_host, 10, 25, isGenerating: false);
        Assert.False(attached.IsTooOld);
        Assert.Equal(40, attached.Replay.Count);
    }

    [Fact]
    public void Forgetting_sends_who_comes_back_to_the_history()
    {
        var log = Started();
        log.Emit(1, EventKind.Final, []);
        log.Emit(2, EventKind.Final, []);
        log.Forget();
        Assert.True(log.Attach(_host, 1, 2, isGenerating: false).IsTooOld);
        Assert.False(log.Attach(_host, 2, 2, isGenerating: false).IsTooOld);
    }

    [Fact]
    public void Finals_from_before_a_restart_are_replayed()
    {
        var log = new SessionLog("s", 2048, _time, NullLogger.Instance);
        log.Restore([new(1, 7, 0, EventKind.Final, []), new(2, 12, 0, EventKind.Final, [])], floor: 3);
        Assert.True(log.Attach(_host, 2, 2, isGenerating: false).IsTooOld);
        Assert.Equal([7, 12], log.Attach(_host, 3, 2, isGenerating: false).Replay.Select(static e => e.Seq));
        Assert.Equal([12], log.Attach(_host, 9, 2, isGenerating: false).Replay.Select(static e => e.Seq));
    }

    [Fact]
    public void Every_host_hears_once_however_often_it_is_named()
    {
        var log = Started();
        var other = new RecordingHost();
        foreach (var host in (RecordingHost[])[_host, _host, other, _host, other]) log.Attend(host);
        log.Emit(1, EventKind.Progress, []);
        Assert.Equal([1], _host.Seqs);
        Assert.Equal([1], other.Seqs);
    }

    [Fact]
    public void A_host_among_several_is_dropped_when_it_is_not_renewed()
    {
        var log = Started();
        var other = new RecordingHost();
        log.Attend(_host);
        log.Attend(other);
        _time.Advance(TimeSpan.FromMinutes(4));
        log.Attend(other);
        _time.Advance(TimeSpan.FromMinutes(4));
        log.Emit(1, EventKind.Progress, []);
        Assert.Empty(_host.Seqs);
        Assert.Equal([1], other.Seqs);
    }

    [Fact]
    public void Each_event_names_the_one_before_it()
    {
        var log = Started();
        log.Attend(_host);
        log.Emit(1, EventKind.Progress, []);
        log.Emit(1, EventKind.Final, []);
        log.Skip();
        log.Emit(2, EventKind.Progress, []);
        Assert.Equal([1, 2, 4], _host.Seqs);
        Assert.Equal([0, 1, 2], _host.Previous);
    }

    [Fact]
    public void The_first_event_after_a_restart_names_the_last_that_is_still_known()
    {
        var log = Restarted();
        log.Attend(_host);
        log.Emit(3, EventKind.Progress, []);
        log.Emit(3, EventKind.Progress, []);
        Assert.Equal([2049, 2050], _host.Seqs);
        Assert.Equal([12, 2049], _host.Previous);
        Assert.Equal([3, 7, 12, 2049], log.Attach(_host, 3, 3, isGenerating: true).Replay.Select(static e => e.Previous));
    }

    [Fact]
    public void The_first_event_after_a_restart_with_nothing_known_names_where_the_known_ones_begin()
    {
        var log = new SessionLog("s", 2048, _time, NullLogger.Instance);
        log.Reserved(4096);
        log.Restore([], floor: 40);
        log.Attend(_host);
        log.Emit(3, EventKind.Progress, []);
        Assert.Equal([40], _host.Previous);
    }

    [Fact]
    public void After_a_restart_a_host_is_told_the_last_event_that_is_known_and_not_what_was_reserved()
    {
        var log = Restarted();
        Assert.Equal(12, log.Attach(_host, null, 2, isGenerating: false).Seq);
        Assert.Equal(12, log.Attach(_host, 7, 2, isGenerating: false).Seq);
        var next = log.Emit(3, EventKind.Progress, []).Seq;
        Assert.Equal(next, log.Attach(_host, null, 3, isGenerating: true).Seq);
    }

    [Fact]
    public void Who_has_seen_events_of_a_turn_that_died_is_not_sent_to_the_history()
    {
        var log = Restarted();
        var attached = log.Attach(_host, 20, 2, isGenerating: false); // progress that nobody knows any more
        Assert.False(attached.IsTooOld);
        Assert.Empty(attached.Replay);
        log.Emit(3, EventKind.Progress, []);
        Assert.Equal([2049], log.Attach(_host, 20, 3, isGenerating: true).Replay.Select(static e => e.Seq));
    }

    [Fact]
    public void The_number_of_a_sound_is_no_event_that_a_host_could_miss()
    {
        var log = Started();
        log.Emit(1, EventKind.Final, []);
        log.Skip();
        Assert.Equal(1, log.Attach(_host, 1, 1, isGenerating: false).Seq);
        Assert.False(log.Attach(_host, 2, 1, isGenerating: false).IsTooOld);
        Assert.True(log.Attach(_host, 3, 1, isGenerating: false).IsTooOld);
    }

    [Fact]
    public void Who_leaves_tells_its_only_host()
    {
        var log = Started();
        log.Leave();
        Assert.Empty(_host.Ended);
        log.Attend(_host);
        log.Leave();
        Assert.Equal(["s"], _host.Ended);
    }

    [Fact]
    public void Who_leaves_tells_every_host_that_was_renewed()
    {
        var log = Started();
        var (other, gone) = (new RecordingHost(), new RecordingHost());
        foreach (var host in (RecordingHost[])[_host, other, gone]) log.Attend(host);
        _time.Advance(TimeSpan.FromMinutes(4));
        foreach (var host in (RecordingHost[])[_host, other]) log.Attend(host);
        _time.Advance(TimeSpan.FromMinutes(4));
        log.Leave();
        Assert.Equal(["s"], _host.Ended);
        Assert.Equal(["s"], other.Ended);
        Assert.Empty(gone.Ended);
    }

    private SessionLog Restarted()
    {
        var log = new SessionLog("s", 2048, _time, NullLogger.Instance);
        log.Restore([new(1, 7, 0, EventKind.Final, []), new(2, 12, 0, EventKind.Final, [])], floor: 3);
        log.Reserved(log.NextCeiling);
        return log;
    }

    private SessionLog Started(long ceiling = SessionLog.Reserve)
    {
        var log = new SessionLog("s", 0, _time, NullLogger.Instance);
        log.Reserved(ceiling);
        return log;
    }

    private sealed class RecordingHost : IHostObserver
    {
        public List<long> Seqs { get; } = [];

        public List<long> Previous { get; } = [];

        public List<string> Sessions { get; } = [];

        public List<string> Ended { get; } = [];

        public Task Deliver(string session, SessionEvent happened)
        {
            Sessions.Add(session);
            Seqs.Add(happened.Seq);
            Previous.Add(happened.Previous);
            return Task.CompletedTask;
        }

        Task IHostObserver.Ended(string session)
        {
            Ended.Add(session);
            return Task.CompletedTask;
        }
    }
}
