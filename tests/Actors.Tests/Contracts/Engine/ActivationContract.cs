using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>A grain is activated by its first call, once at a time, and ends when it says so.</summary>
public abstract class ActivationContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task A_reference_activates_nothing_and_a_call_does()
    {
        var grain = Plain("a");
        Assert.Equal(0, StageOf("a").Activations);
        await grain.Touch().Soon("first call");
        await grain.Touch().Soon("second call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_storm_of_first_calls_makes_one_activation()
    {
        var seen = new HashSet<Guid>();
        using var start = new Barrier(8);
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait(Within.Limit);
            return Task.WhenAll(Enumerable.Range(0, 1250).Select(_ => Plain("a").Act(g => seen.Add(g.Life))));
        }, TaskCreationOptions.LongRunning).Unwrap());
        await Task.WhenAll(callers).Soon("10,000 calls");
        Assert.Single(seen);
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task Calls_wait_until_the_activation_is_complete()
    {
        var gate = new TaskCompletionSource();
        var isReady = false;
        StageOf("a").Activating = async (_, _) =>
        {
            await gate.Task;
            isReady = true;
        };
        var calls = new[] { Plain("a").Ask(_ => isReady), Plain("a").Ask(_ => isReady) };
        gate.SetResult();
        Assert.All(await Task.WhenAll(calls).Soon("both calls"), Assert.True);
    }

    [Fact]
    public async Task A_failed_activation_fails_every_waiting_call_and_the_next_call_tries_again()
    {
        var gate = new TaskCompletionSource();
        StageOf("a").Activating = async (_, _) =>
        {
            await gate.Task;
            throw new InvalidDataException("cannot start");
        };
        var calls = Enumerable.Range(0, 5).Select(_ => Plain("a").Touch()).ToList();
        gate.SetResult();
        foreach (var call in calls)
        {
            var failure = await Failure<InvalidDataException>(call, "the failing call");
            Assert.Contains("cannot start", failure.Message, StringComparison.Ordinal);
        }
        StageOf("a").Activating = static (_, _) => Task.CompletedTask;
        await Plain("a").Touch().Soon("the next call");
    }

    [Fact]
    public async Task After_DeactivateOnIdle_the_next_call_gets_a_new_activation()
    {
        var before = await Plain("a").Ask(g =>
        {
            g.End();
            return g.Life;
        }).Soon("the call that ends it");
        Assert.Equal(DeactivationReasonCode.ApplicationRequested, await StageOf("a").NextEnd());
        Assert.NotEqual(before, await Plain("a").Ask(g => g.Life).Soon("the next call"));
        Assert.Equal(0, StageOf("a").Overlaps);
    }

    [Fact]
    public async Task A_call_that_asks_for_the_end_is_finished_first()
    {
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        StageOf("a").Deactivating = (_, _) =>
        {
            order.Add("deactivated");
            return Task.CompletedTask;
        };
        var call = Plain("a").Do(async g =>
        {
            g.End();
            await gate.Task;
            order.Add("call ended");
        });
        gate.SetResult();
        await call.Soon("the call");
        await StageOf("a").NextEnd();
        Assert.Equal(["call ended", "deactivated"], order);
    }

    [Fact]
    public async Task Calls_that_wait_while_the_grain_ends_run_in_the_next_activation()
    {
        var gate = new TaskCompletionSource();
        StageOf("a").Deactivating = (g, _) =>
        {
            g.Stage.Tell("ending");
            return gate.Task;
        };
        var before = await Plain("a").Ask(g =>
        {
            g.End();
            return g.Life;
        }).Soon("the call that ends it");
        await StageOf("a").Hear("OnDeactivateAsync");
        var later = Enumerable.Range(0, 10).Select(_ => Plain("a").Ask(g => g.Life)).ToList();
        gate.SetResult();
        var after = await Task.WhenAll(later).Soon("the calls that waited");
        Assert.Single(after.Distinct());
        Assert.NotEqual(before, after[0]);
        Assert.Equal(0, StageOf("a").Overlaps);
    }

    [Fact]
    public async Task A_failing_OnDeactivateAsync_does_not_keep_the_next_activation_away()
    {
        StageOf("a").Deactivating = (_, _) => throw new InvalidDataException("cannot end");
        await Plain("a").Act(g => g.End()).Soon("the call that ends it");
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(2, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_failing_Dispose_does_not_keep_the_next_activation_away()
    {
        StageOf("a").Disposing = () => throw new InvalidDataException("cannot dispose");
        await Plain("a").Act(g => g.End()).Soon("the call that ends it");
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(2, StageOf("a").Activations);
    }
}
