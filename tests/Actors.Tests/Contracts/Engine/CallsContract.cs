using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Every call ends: by its result, its failure, its cancellation or its time-out.</summary>
public abstract class CallsContract(EngineUnderTest engine) : EngineContract(engine)
{
    private readonly TaskCompletionSource _gate = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_takes_too_long_times_out_and_the_activation_stays_usable(bool isActive)
    {
        if (isActive) await Plain("a").Touch().Soon("activation");
        var call = Occupy(Plain("a").Do);
        await StageOf("a").Hear("begin of the call");
        await PassResponseTimeout();
        await Failure<TimeoutException>(call, "the time-out");
        _gate.SetResult();
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_method_may_have_a_time_out_of_its_own()
    {
        var call = Occupy(Plain("a").DoBriefly);
        await StageOf("a").Hear("begin of the call");
        await Engine.Advance(TimeSpan.FromSeconds(7));
        await Failure<TimeoutException>(call, "the time-out");
        _gate.SetResult();
    }

    [Fact]
    public async Task A_queued_call_whose_caller_gave_up_is_not_run()
    {
        var isRun = false;
        var first = Occupy(Plain("a").Do);
        await StageOf("a").Hear("begin of the call");
        var queued = Plain("a").Act(_ => isRun = true);
        await PassResponseTimeout();
        await Failure<TimeoutException>(first, "the time-out of the first call");
        await Failure<TimeoutException>(queued, "the time-out of the queued call");
        _gate.SetResult();
        await Plain("a").Touch().Soon("the next call");
        Assert.False(isRun);
    }

    [Fact]
    public async Task A_cancellation_token_reaches_the_grain()
    {
        using var source = new CancellationTokenSource();
        var call = Plain("a").DoUntil(async (g, token) =>
        {
            g.Stage.Tell("began");
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }, source.Token);
        await StageOf("a").Hear("begin of the call");
        await source.CancelAsync();
        await Task.WhenAny(call).Soon("the cancelled call");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Plain("a").Touch().Soon("the next call");
    }

    [Fact]
    public async Task A_token_that_fires_is_seen_by_a_call_that_began_in_an_idle_activation()
    {
        using var source = new CancellationTokenSource();
        await Plain("a").Touch().Soon("activation");
        var isSeen = new TaskCompletionSource();
        var call = Plain("a").DoUntil(async (g, token) =>
        {
            using var registration = token.Register(isSeen.SetResult);
            g.Stage.Tell("began");
            await _gate.Task;
        }, source.Token);
        await StageOf("a").Hear("begin of the call");
        await source.CancelAsync();
        await isSeen.Task.Soon("the token fires in the grain");
        _gate.SetResult();
        await Task.WhenAny(call).Soon("the end of the call");
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_with_type_and_message()
    {
        var late = Plain("a").Do(static async _ =>
        {
            await Task.Yield();
            throw new InvalidDataException("after an await");
        });
        Assert.Equal("after an await", (await Failure<InvalidDataException>(late, "the failure")).Message);
        var early = Plain("a").Do(static _ => throw new InvalidDataException("at once"));
        Assert.Equal("at once", (await Failure<InvalidDataException>(early, "the failure")).Message);
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_through_a_chain_of_grains()
    {
        var call = Plain("a").Do(_ => Plain("b").Do(_ => Plain("c").Do(static _ => throw new InvalidDataException("far away"))));
        Assert.Equal("far away", (await Failure<InvalidDataException>(call, "the failure")).Message);
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_ends_and_its_failure_is_nobodys()
    {
        await Occupy(Plain("a").DoOneWay).Soon("the post");
        await StageOf("a").Hear("begin of the post");
        _gate.SetResult();
        await Plain("a").DoOneWay(static _ => throw new InvalidDataException("nobody hears this")).Soon("a failing post");
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public virtual async Task One_way_calls_keep_their_place_in_the_order()
    {
        var order = new List<int>();
        for (var i = 0; i < 200; i++)
        {
            var number = i;
            await Plain("a").DoOneWay(async _ =>
            {
                order.Add(number);
                await Task.Yield();
            }).Soon("a post");
        }
        await Plain("a").Touch().Soon("the call behind them");
        Assert.Equal(Enumerable.Range(0, 200), order);
    }

    private Task Occupy(Func<Func<ScriptedGrain, Task>, Task> by) => by(async grain =>
    {
        grain.Stage.Tell("began");
        await _gate.Task;
    });
}
