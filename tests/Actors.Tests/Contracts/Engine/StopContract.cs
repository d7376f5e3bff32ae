using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>A graceful stop lets running calls finish and grains end in order; no caller is left hanging.</summary>
public abstract class StopContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Running_calls_finish_and_the_grain_ends_in_order()
    {
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        StageOf("a").Deactivating = async (_, _) =>
        {
            await Task.Yield();
            order.Add("deactivated");
        };
        var call = Plain("a").Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            order.Add("call ended");
        });
        await StageOf("a").Hear("begin of the call");
        var stop = MainHost.StopAsync();
        Assert.False(stop.IsCompleted);
        gate.SetResult();
        await call.Soon("the running call");
        await stop.Soon("the stop");
        Assert.Equal(["call ended", "deactivated"], order);
        Assert.Equal(DeactivationReasonCode.ShuttingDown, await StageOf("a").NextEnd());
    }

    [Fact]
    public virtual async Task A_call_that_a_grain_makes_to_itself_as_it_ends_is_run_by_its_successor_which_ends_too()
    {
        var late = new TaskCompletionSource<Task>();
        StageOf("a").Deactivating = (_, _) =>
        {
            if (!late.Task.IsCompleted) late.SetResult(Plain("a").Touch());
            return Task.CompletedTask;
        };
        // Longer than the stop needs to find the successor.
        StageOf("a").Activating = static async (_, _) =>
        {
            for (var i = 0; i < 2_000; i++) await Task.Yield();
        };
        await Plain("a").Touch().Soon("a call");
        await MainHost.StopAsync().Soon("the stop");
        await (await late.Task).Soon("the late call");
        Assert.Equal(2, StageOf("a").Activations);
    }

    [Fact]
    public async Task State_written_at_the_end_is_there_after_a_restart()
    {
        StageOf("a").Deactivating = static (grain, _) => ((StatefulScriptGrain)grain).Tally.WriteStateAsync();
        await Stateful("a").Act(g => ((StatefulScriptGrain)g).Tally.State = new Tally { Count = 7 }).Soon("the call");
        await MainHost.StopAsync().Soon("the stop");
        var next = await StartHost();
        Assert.Equal(7, await Stateful("a", next).Ask(g => ((StatefulScriptGrain)g).Tally.State.Count).Soon("call after the restart"));
    }

    [Fact]
    public async Task Calls_after_the_stop_fail_typed()
    {
        var known = Plain("a");
        await known.Touch().Soon("a call");
        await MainHost.StopAsync().Soon("the stop");
        await Failure<OrleansException>(known.Touch(), "a call to a grain that was active");
        await Failure<OrleansException>(Plain("b").Touch(), "a call to a grain that was not");
    }

    [Fact]
    public async Task Every_call_in_flight_during_a_stop_gets_an_answer()
    {
        using var started = new CountdownEvent(4);
        var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var answers = 0;
            started.Signal();
            for (var i = 0; i < 20_000; i++)
            {
                try
                {
                    await Plain($"g{(i + caller) % 16}").Do(i % 3 == 0 ? static async _ => await Task.Yield() : static _ => Task.CompletedTask);
                    answers++;
                }
                catch (Exception failure) when (IsAnswer(failure))
                {
                    return answers;
                }
            }
            return answers;
        })).ToList();
        await Task.Run(() => started.Wait(Within.Limit)).Soon("start of the callers");
        await MainHost.StopAsync().Soon("the stop");
        await Task.WhenAll(callers).Soon("an answer to every call");
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(0, StageOf($"g{i}").Overlaps));
    }

    [Fact]
    public async Task Calls_that_wait_when_the_host_stops_get_an_answer()
    {
        for (var round = 0; round < Races; round++) await StopWithCallsWaiting(await StartHost(), $"g{round}");
    }

    /// <summary>How often a race is run: the last activation ends, and the stop is over, while calls still wait.</summary>
    protected virtual int Races => 40;

    /// <summary>Whether a call that a stop interrupts may end by this failure.</summary>
    protected virtual bool IsAnswer(Exception failure) => failure is OrleansException;

    private async Task StopWithCallsWaiting(IEngineHost host, string name)
    {
        var gate = new TaskCompletionSource();
        var grain = host.Grains.GetGrain<IPlainScriptGrain>(Key(name));
        var running = grain.Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
        });
        await StageOf(name).Hear("begin of the call");
        var stop = host.StopAsync();
        var waiting = Enumerable.Range(0, 50).Select(_ => grain.Touch()).ToList();
        gate.SetResult();
        await running.Soon("the running call");
        await stop.Soon("the stop");
        await Task.WhenAll(waiting.Select(call => Task.WhenAny(call))).Soon("an answer to every waiting call");
        var failures = waiting.Where(call => call.IsFaulted).Select(call => call.Exception!.InnerException!);
        Assert.All(failures, failure => Assert.True(IsAnswer(failure), $"{failure}"));
    }
}
