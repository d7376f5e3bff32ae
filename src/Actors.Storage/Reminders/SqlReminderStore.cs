using Orleans.Reminders;

namespace Actors.Storage.Reminders;

/// <summary>Reminders of the embedded engine.</summary>
internal sealed class SqlReminderStore(Database database) : IReminderStore
{
    private const string Columns = "select grain_type, grain_key, name, first_tick_at, period_ms, next_tick_at from reminders";

    private const string OfGrain = Columns + " where grain_type = @Type and grain_key = @Key order by name";

    private const string DueBefore = Columns + " where next_tick_at <= @Time order by next_tick_at limit @limit";

    private const string Earliest = "select min(next_tick_at) from reminders";

    public Task UpsertAsync(ReminderRow row) => database.WriteAsync(new Upsert(row));

    public Task RemoveAsync(GrainId grain, string name) => database.WriteAsync(new Remove(grain, name));

    public Task<IReadOnlyList<ReminderRow>> OfGrainAsync(GrainId grain) =>
        ReadAsync(OfGrain, new { Type = grain.Type.ToString(), Key = grain.Key.ToString() });

    public Task<IReadOnlyList<ReminderRow>> DueBeforeAsync(DateTimeOffset time, int limit) =>
        ReadAsync(DueBefore, new { Time = time.ToUnixTimeMilliseconds(), limit });

    public async Task<DateTimeOffset?> EarliestAsync() =>
        await database.ReadAsync(static connection => connection.RowAsync<long?>(Earliest)) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    public async Task<bool> AdvanceAsync(ReminderRow row, DateTimeOffset nextTickAt) => await database.WriteAsync(new Advance(row, nextTickAt)) > 0;

    private async Task<IReadOnlyList<ReminderRow>> ReadAsync(string sql, object parameters) =>
        [.. (await database.ReadAsync(connection => connection.RowsAsync<Row>(sql, parameters))).Select(static row => row.ToReminder())];

    private sealed record Row(string GrainType, string GrainKey, string Name, long FirstTickAt, long PeriodMs, long NextTickAt)
    {
        public ReminderRow ToReminder() => new(GrainId.Create(GrainType, GrainKey), Name, DateTimeOffset.FromUnixTimeMilliseconds(FirstTickAt),
            TimeSpan.FromMilliseconds(PeriodMs), DateTimeOffset.FromUnixTimeMilliseconds(NextTickAt));
    }

    private sealed class Upsert(ReminderRow row) : DbWrite
    {
        public override string Sql => """
            insert into reminders (grain_type, grain_key, name, first_tick_at, period_ms, next_tick_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (grain_type, grain_key, name) do update
            set first_tick_at = excluded.first_tick_at, period_ms = excluded.period_ms, next_tick_at = excluded.next_tick_at
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(row.Grain.Type.ToString());
            to.Text(row.Grain.Key.ToString());
            to.Text(row.Name);
            to.Long(row.FirstTickAt.ToUnixTimeMilliseconds());
            to.Long((long)row.Period.TotalMilliseconds);
            to.Long(row.NextTickAt.ToUnixTimeMilliseconds());
        }
    }

    private sealed class Remove(GrainId grain, string name) : DbWrite
    {
        public override string Sql => "delete from reminders where grain_type = $1 and grain_key = $2 and name = $3";

        public override void Bind(IDbBinder to)
        {
            to.Text(grain.Type.ToString());
            to.Text(grain.Key.ToString());
            to.Text(name);
        }
    }

    private sealed class Advance(ReminderRow row, DateTimeOffset next) : DbWrite
    {
        public override string Sql => """
            update reminders set next_tick_at = $1 where grain_type = $2 and grain_key = $3 and name = $4 and next_tick_at = $5
            """;

        public override void Bind(IDbBinder to)
        {
            to.Long(next.ToUnixTimeMilliseconds());
            to.Text(row.Grain.Type.ToString());
            to.Text(row.Grain.Key.ToString());
            to.Text(row.Name);
            to.Long(row.NextTickAt.ToUnixTimeMilliseconds());
        }
    }
}
