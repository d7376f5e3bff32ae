using System.Text;
using System.Text.Json;
using Actors.Auth;
using Actors.Delivery;
using Actors.Limits;
using Actors.Speech;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.Logging.Abstractions;
using static Actors.Tests.Delivery.FeedHost;

namespace Actors.Tests.Delivery;

/// <summary>A client whose session is on a cluster that loses calls.</summary>
public sealed class TutorClientTests : IAsyncLifetime
{
    private static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(750);

    private readonly FeedHost _host = new(ResendAfter);
    private readonly ScriptedSession _session = new();
    private readonly FrameLog _frames = new();
    private readonly TutorFrontEnd _front;
    private readonly TutorClient _client;

    public TutorClientTests()
    {
        var insistence = new Insistence(_host.Options, _host.Time);
        var pending = new PendingTurns(_host.Table, insistence, _host.Options, _host.Time, NullLogger<PendingTurns>.Instance);
        var grains = new ScriptedGrains(_session);
        _front = new TutorFrontEnd(grains, _host.Table, new HostObserver(_host.Table, grains), null!, _host.Options, _host.Linger, new LimitOptions { Enabled = false },
            new SpeechQuota(grains, insistence, _host.Time, NullLogger<SpeechQuota>.Instance), insistence, pending, _host.Time, NullLogger<TutorFrontEnd>.Instance);
        _client = new TutorClient(_front, new Visitor(new CurrentUser("u1", "STUDENT"), null), new(null, DoubleText.Queue, AudioMode.None, AudioFormat.Wav, "en"), _frames);
        _session.Attaching = static _ => Task.FromResult(Attached(25));
    }

    public async ValueTask InitializeAsync()
    {
        await _client.OpenAsync().Soon("the opening");
        Assert.Equal("connected", (await _frames.NextAsync()).Status());
    }

    public ValueTask DisposeAsync()
    {
        _front.Pending.Dispose();
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_whose_call_is_lost_is_sent_again_and_answered_through_the_feed()
    {
        var taking = SayAsync("c1");
        (await _session.NextChatAsync()).Lose();
        await taking.Soon("the message");
        _host.Time.Advance(ResendAfter);
        (await _session.NextChatAsync()).Answer(ChatStatus.Accepted, turn: 2);
        var feed = _host.Table.Find("u1")!;
        feed.Take(Event(26, turn: 2));
        feed.Take(Event(27, turn: 2, kind: EventKind.Final));
        Assert.Equal([26, 27], (await RestAsync()).Select(static frame => frame.Seq()));
    }

    [Fact]
    public async Task A_message_without_an_id_gets_one_that_is_its_own_and_stays_the_same()
    {
        var taking = SayAsync(null);
        var first = await _session.NextChatAsync();
        first.Lose();
        await taking.Soon("the message");
        _host.Time.Advance(ResendAfter);
        var again = await _session.NextChatAsync();
        Assert.Null(first.Command.ClientId);
        Assert.NotNull(first.Command.CommandId);
        Assert.False(first.Command.IsAgain);
        Assert.True(again.Command.IsAgain);
        Assert.Equal(first.Command.Id, again.Command.Id);
        // What is in doubt goes first.
        _ = SayAsync(null);
        again.Answer(ChatStatus.Accepted, 1);
        var next = await _session.NextChatAsync();
        Assert.NotEqual(first.Command.Id, next.Command.Id);
        Assert.False(next.Command.IsAgain);
    }

    [Fact]
    public async Task A_silent_silo_keeps_the_client_from_nothing()
    {
        var taking = SayAsync("c1");
        await _session.NextChatAsync();
        await ArmedAsync();
        _host.Time.Advance(ResendAfter);
        await taking.Soon("the message");
        Assert.Empty(await RestAsync());
    }

    [Fact]
    public async Task A_reply_of_long_ago_is_sent_again_although_the_first_call_was_lost()
    {
        var taking = SayAsync("c1");
        (await _session.NextChatAsync()).Lose();
        await taking.Soon("the message");
        await ResendAsync(ChatStatus.Answered, Event(20, kind: EventKind.Final));
        Assert.Equal(20, (await _frames.NextAsync()).Seq());
        Assert.Equal(0, _front.Pending.Count);
    }

    [Theory]
    [InlineData(ChatStatus.IdConflict)]
    [InlineData(ChatStatus.Answered)]
    public async Task An_outcome_that_comes_twice_is_told_once(ChatStatus status)
    {
        var final = Event(20, kind: EventKind.Final);
        var taking = SayAsync("c1");
        var first = await _session.NextChatAsync();
        await ArmedAsync();
        _host.Time.Advance(ResendAfter);
        var second = await _session.NextChatAsync();
        first.Answer(status, final: final);
        await taking.Soon("the message");
        await _frames.NextAsync();
        var resending = _front.Pending.ResendAsync("u1");
        second.Answer(status, final: final);
        await resending.Soon("the resend");
        Assert.Empty(await RestAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_in_the_moment_of_giving_up_waiting_is_no_error()
    {
        var later = new LaterContext();
        var taking = later.Run(() => SayAsync("c1"));
        var call = await _session.NextChatAsync();
        _host.Time.Advance(ResendAfter);
        call.Answer(ChatStatus.Accepted, turn: 2);
        later.RunAll();
        await taking.Soon("the message");
        Assert.Empty(await RestAsync());
    }

    [Fact]
    public async Task A_resume_that_fails_is_an_error_and_the_client_is_sent_what_follows()
    {
        _session.Attaching = static _ => Task.FromException<Attached>(new InvalidOperationException("The database is away."));
        await TakeAsync(new { action = "resume", after = 20, id = "r" }).Soon("the resume");
        var error = await _frames.NextAsync();
        Assert.Equal(("error", "r"), (error.Status(), error.Text("id")));
        _host.Table.Find("u1")!.Take(Event(26));
        Assert.Equal(26, (await _frames.NextAsync()).Seq());
    }

    [Fact]
    public async Task A_stop_while_messages_are_sent_again_stops_what_they_begin()
    {
        var taking = SayAsync("c1");
        (await _session.NextChatAsync()).Lose();
        await taking.Soon("the message");
        _host.Time.Advance(ResendAfter);
        var again = await _session.NextChatAsync();
        var (isUnderWay, stops) = (false, 0);
        _session.Stopping = () => Task.FromResult(stops++ >= 0 && isUnderWay);
        var stopping = TakeAsync(new { action = "stop" });
        isUnderWay = true;
        again.Answer(ChatStatus.Accepted, turn: 2);
        await stopping.Soon("the stop");
        Assert.Equal(2, stops);
        Assert.Empty(await RestAsync());
    }

    private Task SayAsync(string? id) => TakeAsync(new { action = "chat", message = "你好", id });

    private Task TakeAsync(object frame) => _client.TakeAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(frame))).AsTask();

    /// <summary>Waits until the client waits for its session with the clock.</summary>
    private Task ArmedAsync() => _host.Time.MadeAsync(3); // the sweep's timer, that of lingering frames, and its own

    private async Task ResendAsync(ChatStatus status, SessionEvent final)
    {
        var resending = _front.Pending.ResendAsync("u1");
        (await _session.NextChatAsync()).Answer(status, final: final);
        Assert.True(await resending.Soon("the resend"));
    }

    /// <summary>The frames before the answer of a ping.</summary>
    private async Task<List<JsonElement>> RestAsync()
    {
        await TakeAsync(new { action = "ping" });
        var rest = _frames.Rest();
        Assert.Equal("pong", rest[^1].Status());
        return rest[..^1];
    }
}
