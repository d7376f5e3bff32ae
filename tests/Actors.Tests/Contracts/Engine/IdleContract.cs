using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>An activation that nobody uses ends, and no call is lost by that.</summary>
public abstract class IdleContract(EngineUnderTest engine) : EngineContract(engine)
{
    private const int Callers = 4, Rounds = 300, Grains = 8;

    private TimeSpan Quantum => Engine.CollectionQuantum;

    [Fact]
    public async Task An_idle_activation_ends()
    {
        await Plain("a").Touch().Soon("the call");
        await PassIdleTime();
        Assert.Equal(DeactivationReasonCode.ActivationIdle, await StageOf("a").NextEnd());
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(2, StageOf("a").Activations);
    }

    [Fact]
    public async Task Calls_keep_an_activation_alive()
    {
        for (var i = 0; i < 5; i++)
        {
            await Plain("a").Touch().Soon("a call");
            await Engine.Idle(Engine.CollectionAge - Quantum);
        }
        await Plain("a").Touch().Soon("the last call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_call_that_runs_keeps_its_activation_alive_and_counts_as_use_until_its_end()
    {
        var gate = new TaskCompletionSource();
        await Plain("a").DoOneWay(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            g.Stage.Tell("ended");
        }).Soon("the post");
        await StageOf("a").Hear("begin of the long call");
        await PassIdleTime();
        await PassIdleTime();
        gate.SetResult();
        await StageOf("a").Hear("end of the long call");
        await Engine.Idle(Quantum);
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Fact]
    public async Task DelayDeactivation_keeps_an_activation_alive()
    {
        await Plain("a").Act(g => g.StayFor(Engine.CollectionAge * 3)).Soon("the call");
        await PassIdleTime();
        await PassIdleTime();
        await Plain("a").Touch().Soon("a call");
        Assert.Equal(1, StageOf("a").Activations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_keeps_its_activation_alive_only_if_it_says_so(bool keepAlive)
    {
        var options = new GrainTimerCreationOptions(Quantum, Quantum) { KeepAlive = keepAlive, Interleave = true };
        await Plain("a").Act(g => g.RegisterGrainTimer(_ =>
        {
            // Told in a turn of its own, after this one has set the next tick: the clock may move then.
            return Task.WhenAny(Task.CompletedTask, Task.Factory.StartNew(() => g.Stage.Tell("tick"), CancellationToken.None));
        }, options)).Soon("the call");
        for (var passed = Quantum; passed < Engine.CollectionAge; passed += Quantum)
        {
            await Engine.Idle(Quantum);
            await StageOf("a").Hear("a tick");
        }
        await Engine.Idle(Quantum);
        if (!keepAlive) Assert.Equal(DeactivationReasonCode.ActivationIdle, await StageOf("a").NextEnd());
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(keepAlive ? 1 : 2, StageOf("a").Activations);
    }

    [Fact]
    public async Task No_call_is_lost_between_idleness_and_new_calls()
    {
        var counts = new int[Grains];
        var rounds = 0;
        // How often the clock wins is the machine's choice: go on until it has won often enough, within reason.
        for (; rounds < Rounds || (rounds < Rounds * 20 && Activated() <= Grains * 10); rounds++)
        {
            var all = new CountdownEvent(Callers * Grains);
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => PostToAll(caller))).ToList();
            await Task.Run(Engine.EndIdle);
            await Task.WhenAll(callers).Soon("all posts");
            await arrived.Task.Soon($"all calls of round {rounds}");

            // One-way calls, because the clock runs far ahead of any time-out.
            async Task PostToAll(int caller)
            {
                for (var i = 0; i < Grains; i++)
                {
                    var own = (i + caller) % Grains;
                    await Plain($"g{own}").DoOneWay(_ =>
                    {
                        counts[own]++;
                        if (all.Signal()) arrived.SetResult();
                        return Task.CompletedTask;
                    });
                }
            }
        }
        Assert.All(counts, count => Assert.Equal(Callers * rounds, count));
        Assert.All(Enumerable.Range(0, Grains), i => Assert.Equal(0, StageOf($"g{i}").Overlaps));
        Assert.True(Activated() > Grains * 10, "The race did not happen.");

        int Activated() => Enumerable.Range(0, Grains).Sum(i => StageOf($"g{i}").Activations);
    }

    [Fact]
    public async Task No_call_is_lost_between_DeactivateOnIdle_and_new_calls()
    {
        var count = 0;
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var ends = (i + caller) % 5 == 0;
                await Plain("a").Do(async g =>
                {
                    if (ends) g.End();
                    if (i % 3 == 0) await Task.Yield();
                    g.Alone(() => count++);
                });
            }
        }));
        await Task.WhenAll(callers).Soon("4,000 calls");
        Assert.Equal(4000, count);
        Assert.Equal(0, StageOf("a").Overlaps);
    }

    [Fact]
    public virtual async Task Calls_of_one_caller_stay_in_order_over_the_end_of_an_activation()
    {
        var arrived = new List<int>();
        var calls = Enumerable.Range(0, 1000).Select(i => Plain("a").Do(async g =>
        {
            if (i % 10 == 0) g.End();
            arrived.Add(i);
            if (i % 7 == 0) await Task.Yield();
        })).ToList();
        await Task.WhenAll(calls).Soon("all calls");
        Assert.Equal(Enumerable.Range(0, 1000), arrived);
    }
}
