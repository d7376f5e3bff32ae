using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>An activation runs one turn at a time, and what a method starts or continues is a turn like any other.</summary>
public abstract class TurnsContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Calls_from_many_threads_never_overlap()
    {
        var grain = Plain("a");
        var count = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++) await grain.Act(g => g.Alone(() => count++));
        }));
        await Task.WhenAll(callers).Soon("all calls");
        Assert.Equal(4000, count);
    }

    [Fact]
    public async Task Continuations_and_child_tasks_never_overlap()
    {
        await Plain("a").Do(async grain =>
        {
            var children = Enumerable.Range(0, 200).Select(i => (i % 4) switch
            {
                0 => Task.Factory.StartNew(() => grain.Alone(() => { })),
                1 => Task.Run(static () => { }).ContinueWith(_ => grain.Alone(() => { }), TaskScheduler.Current),
                2 => YieldAndReturn(grain),
                _ => Task.Factory.StartNew(() => YieldAndReturn(grain)).Unwrap(),
            }).ToList();
            await Task.WhenAll(children);
        }).Soon("the call and its children");
    }

    [Fact]
    public async Task Code_after_an_await_is_still_on_the_grains_scheduler()
    {
        var seen = new List<TaskScheduler>();
        await Plain("a").Do(async _ =>
        {
            seen.Add(TaskScheduler.Current);
            await Task.Yield();
            seen.Add(TaskScheduler.Current);
            await Task.Run(() => { });
            seen.Add(TaskScheduler.Current);
            await Task.Factory.StartNew(() => seen.Add(TaskScheduler.Current));
            await Task.CompletedTask.ContinueWith(_ => seen.Add(TaskScheduler.Current), TaskScheduler.Current);
        }).Soon("the call");
        Assert.Equal(5, seen.Count);
        Assert.NotSame(TaskScheduler.Default, seen[0]);
        Assert.All(seen, scheduler => Assert.Same(seen[0], scheduler));
    }

    [Fact]
    public async Task ConfigureAwait_false_and_Task_Run_leave_the_grains_scheduler()
    {
        var (escaped, ran, back) = (TaskScheduler.Current, TaskScheduler.Current, TaskScheduler.Default);
        await Plain("a").Do(async _ =>
        {
            await Task.Run(() => ran = TaskScheduler.Current);
            back = TaskScheduler.Current;
            await Task.Run(() => Thread.SpinWait(100_000)).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            escaped = TaskScheduler.Current;
        }).Soon("the call");
        Assert.Same(TaskScheduler.Default, ran);
        Assert.NotSame(TaskScheduler.Default, back);
        Assert.Same(TaskScheduler.Default, escaped);
    }

    [Fact]
    public async Task A_call_that_escaped_still_holds_the_activation_until_it_ends()
    {
        var gate = new TaskCompletionSource();
        var grain = Plain("a");
        var order = new List<string>();
        var first = grain.Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            order.Add("first");
        });
        await StageOf("a").Hear("begin of the first call");
        var second = grain.Act(_ => order.Add("second"));
        gate.SetResult();
        await Task.WhenAll(first, second).Soon("both calls");
        Assert.Equal(["first", "second"], order);
    }

    [Fact]
    public async Task A_call_does_not_begin_at_the_awaits_of_another()
    {
        var gate = new TaskCompletionSource();
        var grain = Plain("a");
        var order = new List<string>();
        var first = grain.Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            for (var i = 0; i < 100; i++) await Task.Yield();
            order.Add("first");
        });
        await StageOf("a").Hear("begin of the first call");
        var others = Enumerable.Range(0, 10).Select(_ => grain.Act(_ => order.Add("other"))).ToList();
        gate.SetResult();
        await Task.WhenAll([first, .. others]).Soon("all calls");
        Assert.Equal("first", order[0]);
        Assert.Equal(11, order.Count);
    }

    [Fact]
    public virtual Task Calls_of_one_caller_arrive_in_order() => ArriveInOrder(Plain("a"));

    [Fact]
    public async Task Calls_of_one_caller_to_an_active_grain_arrive_in_order()
    {
        await Plain("a").Touch().Soon("activation");
        await ArriveInOrder(Plain("a"));
    }

    [Fact]
    public async Task A_caller_that_blocks_its_thread_in_a_continuation_does_not_hold_the_grain()
    {
        var grain = Plain("a");
        var gate = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        await grain.Touch().Soon("activation");
        var blocked = grain.Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
        }).ContinueWith(_ => release.Wait(Within.Limit * 2), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await StageOf("a").Hear("begin of the call");
        gate.SetResult();
        try
        {
            await grain.Touch().Soon("a call while the caller's continuation blocks");
        }
        finally
        {
            release.Set();
        }
        Assert.True(await blocked);
    }

    private static async Task ArriveInOrder(IPlainScriptGrain grain)
    {
        var arrived = new List<int>();
        var calls = Enumerable.Range(0, 2000).Select(i => grain.Do(async _ =>
        {
            arrived.Add(i);
            if (i % 7 == 0) await Task.Yield();
        })).ToList();
        await Task.WhenAll(calls).Soon("all calls");
        Assert.Equal(Enumerable.Range(0, 2000), arrived);
    }

    private static async Task YieldAndReturn(ScriptedGrain grain)
    {
        for (var i = 0; i < 5; i++)
        {
            await Task.Yield();
            grain.Alone(() => { });
        }
    }
}
