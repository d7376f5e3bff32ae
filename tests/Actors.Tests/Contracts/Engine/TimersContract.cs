using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Grain timers tick in turns of their activation and die with it.</summary>
public abstract class TimersContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private IGrainTimer? _timer;
    private int _ticks;

    [Fact]
    public async Task Ticks_come_at_the_due_time_and_then_each_period()
    {
        await Begin(Second * 3, Second);
        await Pass(Second * 3 - TimeSpan.FromMilliseconds(1), expectedTicks: 0);
        await Pass(TimeSpan.FromMilliseconds(1), expectedTicks: 1);
        await Pass(Second, expectedTicks: 2);
        await Pass(Second, expectedTicks: 3);
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await Begin(Second, Timeout.InfiniteTimeSpan);
        await Pass(Second, expectedTicks: 1);
        await Pass(Second * 5, expectedTicks: 1);
    }

    [Fact]
    public async Task The_period_is_measured_from_the_end_of_a_tick()
    {
        var gate = new TaskCompletionSource();
        await Begin(Second, Second, async g =>
        {
            g.Stage.Tell("tick began");
            await gate.Task;
        });
        await Engine.Advance(Second);
        await StageOf("a").Hear("the first tick");
        await Engine.Advance(Second * 10);
        gate.SetResult();
        await Pass(Second - TimeSpan.FromMilliseconds(1), expectedTicks: 1);
        await Pass(TimeSpan.FromMilliseconds(1), expectedTicks: 2);
    }

    [Fact]
    public async Task A_tick_does_not_begin_at_the_awaits_of_a_call()
    {
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        await Begin(Second, Second, _ =>
        {
            order.Add("tick");
            return Task.CompletedTask;
        });
        var call = Plain("a").Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            order.Add("call");
        });
        await StageOf("a").Hear("begin of the call");
        await Engine.Advance(Second);
        gate.SetResult();
        await call.Soon("the call");
        await Plain("a").Touch().Soon("a call behind the tick");
        Assert.Equal(["call", "tick"], order);
    }

    [Fact]
    public async Task An_interleaving_tick_begins_at_the_awaits_of_a_call()
    {
        var gate = new TaskCompletionSource();
        var options = new GrainTimerCreationOptions(Second, Second) { Interleave = true };
        await Plain("a").Act(g => g.RegisterGrainTimer(_ =>
        {
            g.Stage.Tell("tick");
            return Task.CompletedTask;
        }, options)).Soon("registration");
        var call = Plain("a").Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
        });
        Assert.Equal("began", await StageOf("a").Hear("begin of the call"));
        var queued = Plain("a").Touch();
        await Engine.Advance(Second);
        Assert.Equal("tick", await StageOf("a").Hear("the tick"));
        gate.SetResult();
        await Task.WhenAll(call, queued).Soon("the calls");
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more_and_its_token_fires()
    {
        CancellationToken seen = default;
        await Plain("a").Act(g => _timer = g.RegisterGrainTimer(token =>
        {
            seen = token;
            _ticks++;
            return Task.CompletedTask;
        }, new GrainTimerCreationOptions(Second, Second))).Soon("registration");
        await Pass(Second, expectedTicks: 1);
        await Plain("a").Act(_ => _timer!.Dispose()).Soon("disposal");
        await Pass(Second * 5, expectedTicks: 1);
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task Change_sets_the_next_tick_and_the_period()
    {
        await Begin(Second, Second);
        await Plain("a").Act(_ => _timer!.Change(Second * 10, Second * 2)).Soon("the change");
        await Pass(Second * 9, expectedTicks: 0);
        await Pass(Second, expectedTicks: 1);
        await Pass(Second, expectedTicks: 1);
        await Pass(Second, expectedTicks: 2);
    }

    [Fact]
    public async Task Change_within_a_tick_sets_the_next_tick()
    {
        await Begin(Second, Second, _ =>
        {
            if (_ticks == 1) _timer!.Change(Second * 10, Second);
            return Task.CompletedTask;
        });
        await Pass(Second, expectedTicks: 1);
        await Pass(Second * 9, expectedTicks: 1);
        await Pass(Second, expectedTicks: 2);
        await Pass(Second, expectedTicks: 3);
    }

    [Fact]
    public async Task A_failing_tick_does_not_end_the_timer()
    {
        await Begin(Second, Second, _ => throw new InvalidDataException("tick failed"));
        await Pass(Second, expectedTicks: 1);
        await Pass(Second, expectedTicks: 2);
    }

    [Fact]
    public async Task A_timer_dies_with_its_activation()
    {
        await Begin(Second, Second);
        await Plain("a").Act(g => g.End()).Soon("the call that ends it");
        await StageOf("a").NextEnd();
        await Pass(Second * 5, expectedTicks: 0);
    }

    [Fact]
    public async Task A_timer_made_while_activating_ticks()
    {
        StageOf("a").Activating = (g, _) =>
        {
            g.RegisterGrainTimer(() =>
            {
                g.Stage.Tell("tick");
                return Task.CompletedTask;
            }, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        };
        await Plain("a").Touch().Soon("activation");
        await Engine.Advance(Second);
        await StageOf("a").Hear("the tick");
    }

    private Task Begin(TimeSpan due, TimeSpan period, Func<ScriptedGrain, Task>? body = null) =>
        Plain("a").Act(g => _timer = g.RegisterGrainTimer(() =>
        {
            _ticks++;
            return body?.Invoke(g) ?? Task.CompletedTask;
        }, due, period)).Soon("registration");

    /// <summary>Moves the clock. A call waits behind the ticks that fell due, so that they have run when it returns.</summary>
    private async Task Pass(TimeSpan time, int expectedTicks)
    {
        await Plain("a").Touch().Soon("a call before the time passes");
        await Engine.Advance(time);
        await Plain("a").Touch().Soon("a call after the time has passed");
        Assert.Equal(expectedTicks, _ticks);
    }
}
