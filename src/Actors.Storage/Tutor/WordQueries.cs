using Actors.Storage;

namespace Actors.Tutor;

/// <summary>A word of a user, for people. Times are Unix milliseconds UTC, 0 for never.</summary>
public sealed record WordRow(
    string Word, long FirstMetAt, long LastMetAt, long Met, long RightAnswers, long WrongAnswers, long AnsweredAt, long DueAt, long CardState, long StabilityMicros);

/// <summary>Reads the words of a user for endpoints.</summary>
public sealed class WordQueries(Database database)
{
    private const string Which = "from tutor_words where user_id = @userId and (@isDue = 0 or (card_state > 0 and due_at <= @nowMs))";

    private const string Count = $"select count(*) {Which}";

    // Those that were asked first, the next due before others; then by when they were met last.
    private const string Page = $"""
        select word, first_met_at, last_met_at, met, right_answers, wrong_answers, answered_at, due_at, card_state, stability_micros {Which}
        order by case when card_state > 0 then 0 else 1 end, due_at, last_met_at desc, word limit @limit offset @offset
        """;

    private const string Slots = """
        select slot, sum(turns) as turns, sum(new_words) as new_words, sum(right_answers) as right_answers, sum(wrong_answers) as wrong_answers from (
            select slot, turns, 0 as new_words, right_answers, wrong_answers from tutor_activity where user_id = @userId and slot >= @fromMs
            union all
            select first_met_at - first_met_at % @slotMs as slot, 0, count(*), 0, 0 from tutor_words where user_id = @userId and first_met_at >= @fromMs
            group by 1) as both_tables
        group by slot order by slot
        """;

    /// <summary>A page of the words, and how many there are.</summary>
    public Task<(long Count, IReadOnlyList<WordRow> Words)> PageAsync(string userId, bool onlyDue, long nowMs, int offset, int limit) => database.ReadAsync(async connection =>
    {
        var values = new { userId, isDue = onlyDue ? 1 : 0, nowMs, offset, limit };
        return (await connection.RowAsync<long>(Count, values), (IReadOnlyList<WordRow>)await connection.RowsAsync<WordRow>(Page, values));
    });

    /// <summary>What the user did since a time, by quarters of an hour, oldest first.</summary>
    public async Task<IReadOnlyList<SlotProgress>> SlotsAsync(string userId, long fromMs) =>
        [.. (await database.ReadAsync(connection => connection.RowsAsync<SlotRow>(Slots, new { userId, fromMs, slotMs = ActiveSlot.LengthMs }))).Select(static row => row.ToProgress())];

    // PostgreSQL sums bigint as numeric, SQLite as integer.
    private sealed class SlotRow
    {
        public long Slot { get; init; }

        public decimal Turns { get; init; }

        public decimal NewWords { get; init; }

        public decimal RightAnswers { get; init; }

        public decimal WrongAnswers { get; init; }

        public SlotProgress ToProgress() => new(Slot, (long)Turns, (long)NewWords, (long)RightAnswers, (long)WrongAnswers);
    }
}
