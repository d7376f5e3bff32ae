using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Orleans;

/// <summary>What our scripts make of Orleans' table of reminders.</summary>
public sealed class OrleansReminderTableTests(PostgresServer server) : StorageContract
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private IReminderTable Table => Program.Get<IReminderTable>();

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    [Fact]
    public async Task A_reminder_comes_back_equal()
    {
        var row = Row("师父's $1", "ăn cơm 🍚", 1) with { Period = TimeSpan.FromDays(3650) };
        var etag = await UpsertAsync(row);
        Assert.Equal(row, Of(await Table.ReadRow(row.Grain, row.Name)));
        Assert.Equal(etag, (await Table.ReadRow(row.Grain, row.Name))!.ETag);
        Assert.Equal([row], (await Table.ReadRows(row.Grain)).Reminders.Select(Of));
    }

    [Fact]
    public async Task The_same_name_replaces_and_has_a_new_etag()
    {
        var etag = await UpsertAsync(Row("a", "tick", 0));
        var other = Row("a", "tick", 5) with { Period = TimeSpan.FromHours(9) };
        Assert.NotEqual(etag, await UpsertAsync(other));
        Assert.Equal([other], (await Table.ReadRows(Id("a"))).Reminders.Select(Of));
    }

    [Fact]
    public async Task Reminders_of_a_grain_are_its_own_by_name()
    {
        await UpsertAsync(Row("a", "two", 0));
        await UpsertAsync(Row("a", "one", 1));
        await UpsertAsync(Row("A", "one", 2));
        await UpsertAsync(Row("a", "one", 3) with { Grain = Id("a", "other") });
        var names = (await Table.ReadRows(Id("a"))).Reminders.Select(static row => row.ReminderName);
        Assert.Equal(["one", "two"], names.Order(StringComparer.Ordinal));
        Assert.Null(await Table.ReadRow(Id("b"), "one"));
    }

    [Theory]
    [InlineData(0x1000_0000u, 0x6000_0000u)]
    [InlineData(0x9000_0000u, 0xF000_0000u)]
    [InlineData(0x6000_0000u, 0xA000_0000u)] // over the sign of an integer
    [InlineData(0xC000_0000u, 0x4000_0000u)] // over the end of the ring
    [InlineData(0x4000_0000u, 0x3000_0000u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(0u, 0u)] // all
    public async Task A_range_has_the_grains_between_its_ends_around_the_ring(uint begin, uint end)
    {
        var rows = Enumerable.Range(0, 100).Select(static i => Row($"user {i}", "tick", i)).ToList();
        foreach (var row in rows) await UpsertAsync(row);
        var within = rows.Where(row => begin == end || unchecked(row.Grain.GetUniformHashCode() - begin - 1 < end - begin))
            .Select(static row => $"{row.Grain}");
        var read = (await Table.ReadRows(begin, end).Soon("a range")).Reminders.Select(static row => $"{row.GrainId}");
        Assert.Equal(within.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_range_has_its_end_and_not_its_begin()
    {
        await UpsertAsync(Row("a", "tick", 0));
        var hash = Id("a").GetUniformHashCode();
        Assert.Single((await Table.ReadRows(hash - 1, hash)).Reminders);
        Assert.Empty((await Table.ReadRows(hash, hash + 1)).Reminders);
    }

    [Fact]
    public async Task A_reminder_is_removed_by_its_newest_etag_alone()
    {
        var stale = await UpsertAsync(Row("a", "one", 0));
        await UpsertAsync(Row("a", "two", 0));
        var etag = await UpsertAsync(Row("a", "one", 1));
        Assert.False(await Table.RemoveRow(Id("a"), "one", stale));
        Assert.NotNull(await Table.ReadRow(Id("a"), "one"));
        Assert.True(await Table.RemoveRow(Id("a"), "one", etag));
        Assert.False(await Table.RemoveRow(Id("a"), "one", etag));
        Assert.Equal("two", Assert.Single((await Table.ReadRows(Id("a"))).Reminders).ReminderName);
    }

    [Fact]
    public async Task A_reminder_outlives_its_program()
    {
        await UpsertAsync(Row("a", "tick", 3));
        await Program.DisposeAsync();
        Program = await Place.StartAsync();
        Assert.Equal(Row("a", "tick", 3), Of(await Table.ReadRow(Id("a"), "tick")));
    }

    private static Reminder Row(string key, string name, int minutes) => new(Id(key), name, Noon.AddMinutes(minutes), TimeSpan.FromHours(1));

    private static Reminder Of(ReminderEntry? row) => new(row!.GrainId, row.ReminderName, row.StartAt, row.Period);

    private async Task<string> UpsertAsync(Reminder row) => (await Table.UpsertRow(new ReminderEntry
    {
        GrainId = row.Grain,
        ReminderName = row.Name,
        StartAt = row.StartAt,
        Period = row.Period,
    }).Soon($"upsert of {row.Name}"))!;

    private sealed record Reminder(GrainId Grain, string Name, DateTime StartAt, TimeSpan Period);
}
