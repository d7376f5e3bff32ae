using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Reminders tick as stored, whatever becomes of activations and hosts.</summary>
public abstract class RemindersContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly TimeSpan Minute = EngineUnderTest.MinimumReminderPeriod;

    private readonly List<TickStatus> _ticks = [];

    [Fact]
    public async Task A_reminder_ticks_at_its_due_time_and_then_each_period()
    {
        await Register(Minute * 2, Minute);
        var registered = Engine.Time.GetUtcNow().UtcDateTime;
        await Engine.Advance(Minute * 2 - TimeSpan.FromSeconds(1));
        Assert.True(StageOf("a").IsSilent);
        await Engine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("bell", await NextTick());
        await Engine.Advance(Minute);
        Assert.Equal("bell", await NextTick());
        Assert.All(_ticks, tick => Assert.Equal((registered + (Minute * 2), Minute), (tick.FirstTickTime, tick.Period)));
        Assert.Equal([registered + (Minute * 2), registered + (Minute * 3)], _ticks.Select(tick => tick.CurrentTickTime));
    }

    [Fact]
    public async Task A_tick_activates_the_grain()
    {
        await Register(Engine.CollectionAge * 2, Minute);
        await PassIdleTime();
        await StageOf("a").NextEnd();
        await PassIdleTime();
        await NextTick();
        Assert.Equal(2, StageOf("a").Activations);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart()
    {
        await Register(Minute, Minute);
        await MainHost.StopAsync().Soon("the stop");
        await Engine.Advance(Minute / 2);
        await StartHost();
        await Engine.Advance(Minute / 2 - TimeSpan.FromSeconds(1));
        Assert.True(StageOf("a").IsSilent);
        await Engine.Advance(TimeSpan.FromSeconds(1));
        await NextTick();
    }

    [Fact]
    public virtual async Task A_reminder_survives_a_restart_and_missed_ticks_come_once()
    {
        await Register(Minute, Minute);
        await MainHost.StopAsync().Soon("the stop");
        await Engine.Advance(Minute * 5 + TimeSpan.FromSeconds(10));
        Assert.True(StageOf("a").IsSilent);
        await StartHost();
        await NextTick();
        await Engine.Advance(Minute - TimeSpan.FromSeconds(11));
        Assert.True(StageOf("a").IsSilent);
        await Engine.Advance(TimeSpan.FromSeconds(1));
        await NextTick();
        Assert.True(StageOf("a").IsSilent);
    }

    [Fact]
    public async Task An_unregistered_reminder_ticks_no_more()
    {
        await Register(Minute, Minute);
        await Engine.Advance(Minute);
        await NextTick();
        await Reminded("a").Do(async g => await g.UnregisterReminder((await g.GetReminder("bell"))!)).Soon("unregistration");
        await Engine.Advance(Minute * 3);
        await Reminded("a").Touch().Soon("a call behind any tick");
        Assert.True(StageOf("a").IsSilent);
        await Reminded("a").Do(async g => Assert.Null(await g.GetReminder("bell"))).Soon("looking for it");
    }

    [Fact]
    public async Task Registering_again_replaces_a_reminder()
    {
        await Register(Minute, Minute);
        await Register(Minute * 10, Minute * 2);
        await Engine.Advance(Minute * 10 - TimeSpan.FromSeconds(1));
        await Reminded("a").Touch().Soon("a call behind any tick");
        Assert.True(StageOf("a").IsSilent);
        await Engine.Advance(TimeSpan.FromSeconds(1));
        await NextTick();
        Assert.Equal(Minute * 2, Assert.Single(_ticks).Period);
    }

    [Fact]
    public async Task A_grain_lists_its_own_reminders()
    {
        await Register(Minute, Minute, "bell");
        await Register(Minute, Minute, "alarm");
        var names = new List<string>();
        await Reminded("a").Do(async g => names.AddRange((await g.GetReminders()).Select(r => r.ReminderName))).Soon("the list");
        Assert.Equal(["alarm", "bell"], names.Order(StringComparer.Ordinal));
        await Reminded("b").Do(async g => Assert.Empty(await g.GetReminders())).Soon("another grain's list");
    }

    [Fact]
    public async Task A_failing_tick_does_not_end_the_reminder()
    {
        await Register(Minute, Minute);
        StageOf("a").Reminding = (g, name, _) =>
        {
            g.Stage.Tell(name);
            throw new InvalidDataException("tick failed");
        };
        await Engine.Advance(Minute);
        await NextTick();
        await Engine.Advance(Minute);
        await NextTick();
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        await Failure<ArgumentException>(
            Reminded("a").Do(g => g.RegisterOrUpdateReminder("bell", Minute, Minute - TimeSpan.FromSeconds(1))), "registration");
    }

    private Task Register(TimeSpan due, TimeSpan period, string name = "bell")
    {
        StageOf("a").Reminding = (g, reminder, status) =>
        {
            _ticks.Add(status);
            g.Stage.Tell(reminder);
            return Task.CompletedTask;
        };
        return Reminded("a").Do(g => g.RegisterOrUpdateReminder(name, due, period)).Soon("registration");
    }

    private Task<string> NextTick() => StageOf("a").Hear("a tick");
}
