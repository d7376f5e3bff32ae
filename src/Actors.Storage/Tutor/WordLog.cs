using Actors.Storage;
using Actors.Study;

namespace Actors.Tutor;

/// <summary>The words of the users.</summary>
internal sealed class WordLog(Database database) : IWordLog
{
    private const double Micro = 1_000_000;

    private const string Card = """
        select card_state, card_step, stability_micros, difficulty_micros, due_at, answered_at from tutor_words where user_id = @userId and word = @word
        """;

    private const string Due = """
        select word from tutor_words where user_id = @userId and card_state > 0 and due_at <= @nowMs order by due_at, word limit @count
        """;

    private const string DueCount = """
        select count(*) as count, (select min(due_at) from tutor_words where user_id = @userId and card_state > 0 and due_at > @nowMs) as next
        from tutor_words where user_id = @userId and card_state > 0 and due_at <= @nowMs
        """;

    private const string Unasked = """
        select word from tutor_words where user_id = @userId and card_state = 0 and met > 1 order by met desc, word limit @left
        """;

    public Task MeetAsync(string userId, long throughTurn, IReadOnlyList<MetWord> words, IReadOnlyList<ActiveSlot> slots) => database.WriteAsync(
        [.. words.Select(DbWrite (word) => new Meet(userId, throughTurn, word)), .. slots.Select(slot => new BeThere(userId, throughTurn, slot))]);

    public async Task<FsrsCard> CardAsync(string userId, string word)
    {
        var row = await database.ReadAsync(connection => connection.RowAsync<CardRow>(Card, new { userId, word }));
        return row is null or { CardState: 0 } ? FsrsCard.New
            : new((FsrsState)row.CardState, (int)row.CardStep, row.StabilityMicros / Micro, row.DifficultyMicros / Micro, row.DueAt, row.AnsweredAt);
    }

    public Task AnswerAsync(string userId, WordAnswer answer, FsrsCard card) => database.WriteAsync((DbWrite[])[new KeepAnswer(userId, answer, card), new CountAnswer(userId, answer)]);

    public Task<DueWords> DueAsync(string userId, long nowMs, int count) => database.ReadAsync(async connection =>
    {
        var due = await connection.RowsAsync<string>(Due, new { userId, nowMs, count });
        var (all, next) = await connection.RowAsync<(long Count, long? Next)>(DueCount, new { userId, nowMs });
        var unasked = due.Count < count ? await connection.RowsAsync<string>(Unasked, new { userId, left = count - due.Count }) : [];
        return new DueWords([.. due, .. unasked], (int)all, next ?? long.MaxValue);
    });

    public async Task<long> EraseAsync(string userId)
    {
        await database.WriteAsync(new Statement("delete from tutor_activity where user_id = $1", userId));
        return await database.WriteAsync(new Statement("delete from tutor_words where user_id = $1", userId));
    }

    private sealed record CardRow(long CardState, long CardStep, long StabilityMicros, long DifficultyMicros, long DueAt, long AnsweredAt);

    private sealed class Meet(string userId, long throughTurn, MetWord met) : DbWrite
    {
        public override string Sql => """
            insert into tutor_words (user_id, word, first_met_at, last_met_at, met, counted_through) values ($1, $2, $3, $4, $5, $6)
            on conflict (user_id, word) do update set
                last_met_at = excluded.last_met_at, met = tutor_words.met + excluded.met, counted_through = excluded.counted_through
            where tutor_words.counted_through < excluded.counted_through
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(userId);
            to.Text(met.Word);
            to.Long(met.FirstAtMs);
            to.Long(met.LastAtMs);
            to.Long(met.Turns);
            to.Long(throughTurn);
        }
    }

    private sealed class BeThere(string userId, long throughTurn, ActiveSlot slot) : DbWrite
    {
        public override string Sql => """
            insert into tutor_activity (user_id, slot, turns, right_answers, wrong_answers, counted_through) values ($1, $2, $3, 0, 0, $4)
            on conflict (user_id, slot) do update set turns = tutor_activity.turns + excluded.turns, counted_through = excluded.counted_through
            where tutor_activity.counted_through < excluded.counted_through
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(userId);
            to.Long(slot.AtMs);
            to.Long(slot.Turns);
            to.Long(throughTurn);
        }
    }

    private sealed class KeepAnswer(string userId, WordAnswer answer, FsrsCard card) : DbWrite
    {
        public override string Sql => """
            insert into tutor_words (user_id, word, first_met_at, last_met_at, met, right_answers, wrong_answers, answered_at, answered_through,
                card_state, card_step, stability_micros, difficulty_micros, due_at)
            values ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (user_id, word) do update set
                right_answers = tutor_words.right_answers + excluded.right_answers, wrong_answers = tutor_words.wrong_answers + excluded.wrong_answers,
                answered_at = excluded.answered_at, answered_through = excluded.answered_through, card_state = excluded.card_state,
                card_step = excluded.card_step, stability_micros = excluded.stability_micros, difficulty_micros = excluded.difficulty_micros, due_at = excluded.due_at
            where tutor_words.answered_through < excluded.answered_through
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(userId);
            to.Text(answer.Word);
            to.Long(answer.AtMs);
            to.Long(answer.AtMs);
            to.Long(answer.IsRight ? 1 : 0);
            to.Long(answer.IsRight ? 0 : 1);
            to.Long(answer.AtMs);
            to.Long(answer.Number);
            to.Long((long)card.State);
            to.Long(card.Step);
            to.Long((long)Math.Round(card.Stability * Micro));
            to.Long((long)Math.Round(card.Difficulty * Micro));
            to.Long(card.DueAtMs);
        }
    }

    private sealed class CountAnswer(string userId, WordAnswer answer) : DbWrite
    {
        public override string Sql => """
            insert into tutor_activity (user_id, slot, turns, right_answers, wrong_answers, answered_through) values ($1, $2, 0, $3, $4, $5)
            on conflict (user_id, slot) do update set right_answers = tutor_activity.right_answers + excluded.right_answers,
                wrong_answers = tutor_activity.wrong_answers + excluded.wrong_answers, answered_through = excluded.answered_through
            where tutor_activity.answered_through < excluded.answered_through
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(userId);
            to.Long(ActiveSlot.Of(answer.AtMs));
            to.Long(answer.IsRight ? 1 : 0);
            to.Long(answer.IsRight ? 0 : 1);
            to.Long(answer.Number);
        }
    }
}
