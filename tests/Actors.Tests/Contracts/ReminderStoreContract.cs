using Actors.Tests.Harness;
using Orleans.Reminders;

namespace Actors.Tests.Contracts;

/// <summary>The reminders of the embedded engine.</summary>
public abstract class ReminderStoreContract : StorageContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private IReminderStore Reminders => Program.Get<IReminderStore>();

    [Fact]
    public async Task An_empty_store_has_nothing_due()
    {
        Assert.Null(await Reminders.EarliestAsync());
        Assert.Empty(await Reminders.DueBeforeAsync(DateTimeOffset.MaxValue, 10));
        Assert.Empty(await Reminders.OfGrainAsync(Id("a")));
    }

    [Fact]
    public async Task A_reminder_comes_back_equal()
    {
        var row = new ReminderRow(Id("师父's $1"), "ăn cơm 🍚", Noon.AddMilliseconds(1), TimeSpan.FromDays(3650), Noon.AddMilliseconds(2));
        await UpsertAsync(row);
        Assert.Equal([row], await Reminders.OfGrainAsync(row.Grain));
        Assert.Equal([row], await Reminders.DueBeforeAsync(row.NextTickAt, 1));
    }

    [Fact]
    public async Task The_same_name_replaces()
    {
        await UpsertAsync(Row("a", "tick", 0));
        var other = Row("a", "tick", 5) with { Period = TimeSpan.FromHours(9) };
        await UpsertAsync(other);
        Assert.Equal([other], await Reminders.OfGrainAsync(Id("a")));
    }

    [Fact]
    public async Task Reminders_of_a_grain_are_its_own_by_name()
    {
        await UpsertAsync(Row("a", "two", 0), Row("a", "one", 1), Row("b", "one", 2), Row("a", "one", 3) with { Grain = Id("a", "other") });
        Assert.Equal(["one", "two"], (await Reminders.OfGrainAsync(Id("a"))).Select(static row => row.Name));
    }

    [Fact]
    public async Task Due_are_those_whose_time_has_come_earliest_first()
    {
        await UpsertAsync(Row("a", "tick", 3), Row("b", "tick", 1), Row("c", "tick", 2), Row("d", "tick", 4));
        Assert.Equal([Id("b"), Id("c"), Id("a")], (await Reminders.DueBeforeAsync(Noon.AddMinutes(3), 10)).Select(static row => row.Grain));
        Assert.Equal([Id("b"), Id("c")], (await Reminders.DueBeforeAsync(Noon.AddMinutes(3), 2)).Select(static row => row.Grain));
        Assert.Empty(await Reminders.DueBeforeAsync(Noon.AddMinutes(1).AddMilliseconds(-1), 10));
        Assert.Equal(Noon.AddMinutes(1), await Reminders.EarliestAsync());
    }

    [Fact]
    public async Task A_reminder_advances_once_per_tick()
    {
        var row = Row("a", "tick", 0);
        await UpsertAsync(row);
        var advances = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Reminders.AdvanceAsync(row, Noon.AddHours(1))))).Soon("advances");
        Assert.Single(advances, static moved => moved);
        Assert.Equal([row with { NextTickAt = Noon.AddHours(1) }], await Reminders.OfGrainAsync(Id("a")));
    }

    [Fact]
    public async Task A_reminder_read_back_can_be_advanced_whatever_its_fraction()
    {
        await UpsertAsync(Row("a", "tick", 0) with { NextTickAt = Noon.AddTicks(12_345_678) });
        var row = Assert.Single(await Reminders.OfGrainAsync(Id("a")));
        Assert.True(await Reminders.AdvanceAsync(row, Noon.AddHours(1)).Soon("advance"));
    }

    [Fact]
    public async Task A_reminder_replaced_or_removed_does_not_advance()
    {
        var row = Row("a", "tick", 0);
        Assert.False(await Reminders.AdvanceAsync(row, Noon.AddHours(1)).Soon("advance of none"));
        await UpsertAsync(row, row with { NextTickAt = Noon.AddMinutes(7) });
        Assert.False(await Reminders.AdvanceAsync(row, Noon.AddHours(1)).Soon("advance of replaced"));
        Assert.Equal(Noon.AddMinutes(7), await Reminders.EarliestAsync());
    }

    [Fact]
    public async Task A_removed_reminder_is_gone_and_others_stay()
    {
        await UpsertAsync(Row("a", "one", 0), Row("a", "two", 1));
        await Reminders.RemoveAsync(Id("a"), "one").Soon("remove");
        await Reminders.RemoveAsync(Id("a"), "one").Soon("second remove");
        Assert.Equal("two", Assert.Single(await Reminders.OfGrainAsync(Id("a"))).Name);
    }

    [Fact]
    public async Task Reminders_outlive_their_program()
    {
        await UpsertAsync(Row("a", "tick", 0));
        await Program.DisposeAsync();
        Program = await Place.StartAsync();
        Assert.Equal(Noon, await Reminders.EarliestAsync());
    }

    private static ReminderRow Row(string key, string name, int minutes) => new(Id(key), name, Noon, TimeSpan.FromHours(1), Noon.AddMinutes(minutes));

    private async Task UpsertAsync(params ReminderRow[] rows)
    {
        foreach (var row in rows) await Reminders.UpsertAsync(row).Soon($"upsert of {row.Name}");
    }
}
