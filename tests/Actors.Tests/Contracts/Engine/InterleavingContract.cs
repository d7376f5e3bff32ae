using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Calls interleave at awaits where an attribute says so, and nowhere else.</summary>
public abstract class InterleavingContract(EngineUnderTest engine) : EngineContract(engine)
{
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task An_interleaving_call_runs_while_another_waits()
    {
        var waiting = await Occupy(Plain("a"), Plain("a").Do);
        await Plain("a").DoInterleaving(_ => Task.CompletedTask).Soon("the interleaving call");
        await Release(waiting);
    }

    [Fact]
    public async Task An_interleaving_call_passes_the_calls_that_may_not_begin()
    {
        var grain = Plain("a");
        var waiting = await Occupy(grain, grain.Do);
        var queued = grain.Touch();
        await grain.DoInterleaving(_ => Task.CompletedTask).Soon("the interleaving call");
        Assert.False(queued.IsCompleted);
        await Release(waiting, queued);
    }

    [Fact]
    public async Task A_call_begins_while_only_interleaving_ones_wait()
    {
        var grain = Plain("a");
        var waiting = await Occupy(grain, grain.DoInterleaving);
        await grain.Touch().Soon("a plain call");
        await Release(waiting);
    }

    [Fact]
    public async Task Turns_of_interleaving_calls_never_overlap()
    {
        var grain = Plain("a");
        var calls = Enumerable.Range(0, 500).Select(i => Task.Run(() => i % 2 == 0 ? grain.DoInterleaving(Turns) : grain.Do(Turns)));
        await Task.WhenAll(calls).Soon("all calls");
    }

    [Fact]
    public async Task Read_only_calls_run_together()
    {
        var grain = Plain("a");
        var waiting = await Occupy(grain, grain.DoReadOnly);
        await grain.DoReadOnly(_ => Task.CompletedTask).Soon("a second read-only call");
        await Release(waiting);
    }

    [Fact]
    public async Task A_call_that_may_write_waits_for_the_read_only_ones()
    {
        var grain = Plain("a");
        var order = new List<string>();
        var waiting = await Occupy(grain, grain.DoReadOnly, () => order.Add("read"));
        var write = grain.Act(_ => order.Add("write"));
        await Release(waiting, write);
        Assert.Equal(["read", "write"], order);
    }

    [Fact]
    public virtual async Task A_call_that_may_write_waits_for_the_last_of_the_read_only_ones()
    {
        var grain = Plain("a");
        var firstGate = new TaskCompletionSource();
        var order = new List<string>();
        await grain.Touch().Soon("activation");
        var first = Read(firstGate);
        await StageOf("a").Hear("begin of the first read-only call");
        var second = Read(_gate);
        await StageOf("a").Hear("begin of the second read-only call");
        var write = grain.Act(_ => order.Add("write"));
        firstGate.SetResult();
        await first.Soon("the first read-only call");
        await grain.DoInterleaving(_ => Task.CompletedTask).Soon("a call behind its end");
        await Release(second, write);
        Assert.Equal(["read", "read", "write"], order);

        Task Read(TaskCompletionSource gate) => grain.DoReadOnly(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            order.Add("read");
        });
    }

    [Fact]
    public async Task A_read_only_call_waits_for_one_that_may_write()
    {
        var grain = Plain("a");
        var order = new List<string>();
        var waiting = await Occupy(grain, grain.Do, () => order.Add("write"));
        var read = grain.DoReadOnly(_ =>
        {
            order.Add("read");
            return Task.CompletedTask;
        });
        await Release(waiting, read);
        Assert.Equal(["write", "read"], order);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave()
    {
        var grain = Reentrant("a");
        var waiting = await Occupy(grain, grain.Do);
        await grain.Touch().Soon("a second call");
        await Release(waiting);
    }

    [Fact]
    public async Task A_reentrant_grain_may_call_itself()
    {
        await Reentrant("a").Do(g => g.Grains.GetGrain<IReentrantScriptGrain>(Key("a")).Touch()).Soon("the call");
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_never_overlap()
    {
        var grain = Reentrant("a");
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => grain.Do(Turns)))).Soon("all calls");
    }

    private static async Task Turns(ScriptedGrain grain)
    {
        for (var i = 0; i < 5; i++)
        {
            grain.Alone(() => { });
            await Task.Yield();
        }
        grain.Alone(() => { });
    }

    /// <summary>Begins a call that waits at the gate.</summary>
    private async Task<Task> Occupy(IScriptGrain grain, Func<Func<ScriptedGrain, Task>, Task> by, Action? atEnd = null)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await grain.Touch().Soon("activation");
        var call = by(async _ =>
        {
            began.SetResult();
            await _gate.Task;
            atEnd?.Invoke();
        });
        await began.Task.Soon("begin of the waiting call");
        return call;
    }

    private Task Release(params Task[] calls)
    {
        _gate.SetResult();
        return Task.WhenAll(calls).Soon("the waiting calls");
    }
}
