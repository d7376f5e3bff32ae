using System.Threading.Channels;
using Actors.Delivery;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.Logging.Abstractions;
using static Actors.Tests.Delivery.FeedHost;

namespace Actors.Tests.Delivery;

/// <summary>Messages whose turns have not ended: they are sent again until the session has said what became of them.</summary>
public sealed class PendingTurnsTests : IDisposable
{
    private static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(750);

    private readonly FeedHost _host = new(ResendAfter);
    private readonly ScriptedSession _session = new();
    private readonly Channel<(string Id, ChatStatus? Why)> _told = Channel.CreateUnbounded<(string, ChatStatus?)>();
    private readonly List<string> _renewed = [];
    private readonly PendingTurns _pending;

    public PendingTurnsTests()
    {
        _pending = new PendingTurns(_host.Table, new Insistence(_host.Options, _host.Time), _host.Options, _host.Time, NullLogger<PendingTurns>.Instance);
        _host.Table.Lost += _renewed.Add;
    }

    public void Dispose()
    {
        _pending.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void Where_grains_live_in_this_process_nothing_watches()
    {
        using var here = new FeedHost();
        using var pending = new PendingTurns(here.Table, new Insistence(here.Options, here.Time), here.Options, here.Time, NullLogger<PendingTurns>.Instance);
        Assert.Equal(0, here.Time.Waiting);
        Assert.Null(here.Table.Happened);
        Assert.Null(here.Table.Lost);
    }

    [Fact]
    public void A_message_is_pending_until_its_turn_has_ended()
    {
        var feed = _host.Attach(0).Feed;
        var message = Add("a");
        Accepted(message, turn: 1);
        feed.Take(Event(1, turn: 1));
        feed.Take(Event(2, turn: 2, kind: EventKind.Final));
        Assert.Equal(1, _pending.Count);
        feed.Take(Event(3, turn: 1, kind: EventKind.Final));
        Assert.Equal(0, _pending.Count);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_session.HasChat);
    }

    [Fact]
    public void A_turn_that_ends_before_its_message_is_answered_is_not_pending()
    {
        var feed = _host.Attach(0).Feed;
        var message = Add("a");
        feed.Take(Event(1, turn: 1, kind: EventKind.Final));
        Accepted(message, turn: 1);
        Assert.Equal(0, _pending.Count);
    }

    [Theory]
    [InlineData(ChatStatus.Answered)]
    [InlineData(ChatStatus.Busy)]
    [InlineData(ChatStatus.QueueFull)]
    [InlineData(ChatStatus.IdConflict)]
    public void What_was_answered_or_refused_at_once_is_not_pending(ChatStatus status)
    {
        Assert.True(_pending.Answered("s", Add("a"), new(status)), "It is to be told.");
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task A_silent_session_is_sent_its_messages_again_oldest_first()
    {
        _host.Attach(0);
        foreach (var id in (string[])["a", "b", "c"]) Add(id);
        _host.Time.Advance(ResendAfter);
        foreach (var (id, turn) in ((string, long)[])[("a", 1), ("b", 2), ("c", 3)])
        {
            var again = await _session.NextChatAsync();
            Assert.Equal((id, true, DoubleText.Queue), (again.Command.Id!, again.Command.IsAgain, again.Command.Policy));
            Assert.False(_session.HasChat, "One after another: so they come in order.");
            again.Answer(ChatStatus.InProgress, turn);
        }
    }

    [Fact]
    public void A_session_that_speaks_is_not_sent_anything_again()
    {
        var feed = _host.Attach(0).Feed;
        Accepted(Add("a"), turn: 1);
        for (var seq = 1; seq <= 20; seq++)
        {
            _host.Time.Advance(ResendAfter / 2);
            feed.Take(Event(seq));
        }
        Assert.False(_session.HasChat);
    }

    [Fact]
    public async Task A_session_that_has_lost_its_activation_is_sent_its_messages_again_at_once()
    {
        _host.Attach(0);
        Add("a");
        await _host.Table.Ended("s");
        Assert.Equal("a", (await _session.NextChatAsync()).Command.Id);
        Assert.Equal(["s"], _renewed);
    }

    [Fact]
    public async Task A_message_that_a_new_activation_takes_up_is_pending_until_its_new_turn_has_ended()
    {
        var feed = _host.Attach(0).Feed;
        Accepted(Add("a"), turn: 5);
        await ResendAsync("a", ChatStatus.Accepted, turn: 6);
        feed.Take(Event(1, turn: 5, kind: EventKind.Final));
        Assert.Equal(1, _pending.Count);
        feed.Take(Event(2, turn: 6, kind: EventKind.Final));
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task An_end_that_was_lost_on_the_way_is_fetched()
    {
        var feed = _host.Attach(10).Feed;
        var end = Event(12, turn: 1, kind: EventKind.Final);
        Accepted(Add("a"), turn: 1);
        for (var n = 1; n <= 2; n++)
        {
            await ResendAsync("a", ChatStatus.Answered, final: end);
            Assert.Equal(n, _renewed.Count);
        }
        Assert.Equal(1, _pending.Count);
        feed.Fill(Attached(12, Event(11), end));
        Assert.Equal(0, _pending.Count);
        Assert.False(_told.Reader.TryPeek(out _), "Its event has told it.");
    }

    [Fact]
    public async Task An_end_that_was_passed_over_is_told()
    {
        var feed = _host.Attach(10).Feed;
        Accepted(Add("a"), turn: 1);
        feed.Take(Event(13, turn: 2));
        feed.GiveUp();
        await ResendAsync("a", ChatStatus.Answered, final: Event(12, turn: 1, kind: EventKind.Final));
        Assert.Equal(("a", ChatStatus.Answered), await ToldAsync());
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task An_end_that_went_out_before_it_was_known_whose_it_is_is_not_told_again()
    {
        var feed = _host.Attach(10).Feed;
        var end = Event(11, turn: 1, kind: EventKind.Final);
        Add("a");
        feed.Take(end);
        await ResendAsync("a", ChatStatus.Answered, final: end);
        Assert.Equal(0, _pending.Count);
        Assert.False(_told.Reader.TryPeek(out _));
    }

    [Theory]
    [InlineData(ChatStatus.Busy)]
    [InlineData(ChatStatus.QueueFull)]
    [InlineData(ChatStatus.IdConflict)]
    public async Task A_message_that_is_refused_when_it_is_sent_again_has_failed(ChatStatus status)
    {
        Add("a");
        await ResendAsync("a", status);
        Assert.Equal(("a", status), await ToldAsync());
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task A_session_that_fails_fails_the_message()
    {
        Add("a");
        var resending = _pending.ResendAsync("s");
        (await _session.NextChatAsync()).Fail(new InvalidOperationException("The database is away."));
        Assert.True(await resending.Soon("the resend"));
        Assert.Equal(("a", null), await ToldAsync());
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task When_no_silo_answers_for_long_all_that_wait_have_failed()
    {
        foreach (var id in (string[])["a", "b", "c"]) Add(id);
        var resending = _pending.ResendAsync("s");
        while (!resending.IsCompleted)
        {
            var lost = await _session.NextChatAsync();
            var timers = _host.Time.MadeAsync(_host.Time.Made + 1);
            lost.Lose();
            await Task.WhenAny(timers, resending).Soon("a pause, or the end");
            _host.Time.Advance(TimeSpan.FromSeconds(8));
        }
        foreach (var id in (string[])["a", "b", "c"]) Assert.Equal((id, null), await ToldAsync());
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public async Task Who_asks_for_a_resend_while_one_is_under_way_waits_for_it()
    {
        Add("a");
        var first = _pending.ResendAsync("s");
        var again = await _session.NextChatAsync();
        var second = _pending.ResendAsync("s");
        Assert.False(second.IsCompleted);
        again.Answer(ChatStatus.Accepted, turn: 1);
        Assert.True(await second.Soon("the resend of the other"));
        Assert.True(await first.Soon("the resend"));
        Assert.False(_session.HasChat);
    }

    [Fact]
    public async Task A_message_whose_turn_ends_while_others_are_sent_again_is_not_sent_again()
    {
        var feed = _host.Attach(0).Feed;
        Accepted(Add("a"), turn: 1);
        Accepted(Add("b"), turn: 2);
        var resending = _pending.ResendAsync("s");
        var again = await _session.NextChatAsync();
        foreach (var turn in (long[])[1, 2]) feed.Take(Event(turn, turn: turn, kind: EventKind.Final));
        again.Answer(ChatStatus.Answered, final: Event(1, kind: EventKind.Final));
        Assert.Same(resending, await Task.WhenAny(resending, _session.NextChatAsync()));
    }

    [Fact]
    public void A_turn_number_that_a_new_activation_gives_to_another_message_ends_only_that()
    {
        var feed = _host.Attach(30).Feed;
        Accepted(Add("a"), turn: 5);
        feed.Take(Event(1025, previous: 25, turn: 5));
        feed.Take(Event(1026, turn: 5, kind: EventKind.Final));
        Assert.Equal(1, _pending.Count);
    }

    [Theory]
    [InlineData(DoubleText.Queue, DoubleText.Queue)]
    [InlineData(DoubleText.Interrupt, DoubleText.Queue)]
    [InlineData(DoubleText.Reject, DoubleText.Reject)]
    public async Task What_may_be_refused_may_be_refused_until_it_was_accepted(DoubleText policy, DoubleText again)
    {
        var message = Add("a", policy);
        Assert.Equal(again, (await ResendAsync("a", ChatStatus.InProgress, turn: 1)).Command.Policy);
        Assert.Equal(1, message.Turn);
        Assert.Equal(DoubleText.Queue, (await ResendAsync("a", ChatStatus.InProgress, turn: 1)).Command.Policy);
    }

    [Fact]
    public async Task Sessions_are_apart()
    {
        var other = new ScriptedSession();
        Add("a");
        _pending.Add("other", other, Command("b"), _ => { });
        var resending = _pending.ResendAsync("other");
        (await other.NextChatAsync()).Answer(ChatStatus.Answered, final: Event(1));
        Assert.True(await resending.Soon("the resend"));
        Assert.False(_session.HasChat);
        Assert.False(await _pending.ResendAsync("other").Soon("nothing"));
        Assert.Equal(1, _pending.Count);
    }

    [Fact]
    public async Task Of_many_messages_at_once_none_stays_and_none_is_lost()
    {
        var feed = _host.Attach(0).Feed;
        var turns = Enumerable.Range(1, 2000).Select(static n => (long)n).ToArray();
        var ended = Channel.CreateUnbounded<long>();
        var adding = Task.WhenAll(turns.Chunk(500).Select(some => Task.Run(() =>
        {
            foreach (var turn in some)
            {
                var message = Add($"m{turn}");
                ended.Writer.TryWrite(turn);
                Accepted(message, turn);
            }
        })));
        for (var seq = 1; seq <= turns.Length; seq++) feed.Take(Event(seq, turn: await ended.Reader.ReadAsync().AsTask().Soon("a turn"), kind: EventKind.Final));
        await adding.Soon("all messages");
        Assert.Equal(0, _pending.Count);
    }

    private static StartChat Command(string id, DoubleText policy = DoubleText.Interrupt) => new(id, $"text of {id}", null, policy, null!);

    private PendingTurn Add(string id, DoubleText policy = DoubleText.Interrupt) =>
        _pending.Add("s", _session, Command(id, policy), outcome => _told.Writer.TryWrite((id, outcome?.Status)));

    private void Accepted(PendingTurn message, long turn) => _pending.Answered("s", message, new(ChatStatus.Accepted, Turn: turn));

    /// <summary>Sends the one pending message again, with this answer.</summary>
    private async Task<ScriptedChat> ResendAsync(string id, ChatStatus status, long turn = 0, SessionEvent? final = null)
    {
        var resending = _pending.ResendAsync("s");
        var again = await _session.NextChatAsync();
        Assert.Equal(id, again.Command.Id);
        again.Answer(status, turn, final);
        Assert.True(await resending.Soon("the resend"));
        return again;
    }

    private Task<(string Id, ChatStatus? Why)> ToldAsync() => _told.Reader.ReadAsync().AsTask().Soon("what became of a message");
}
