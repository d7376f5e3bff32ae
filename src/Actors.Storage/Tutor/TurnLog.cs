using System.Text.Json;
using Actors.Storage;

namespace Actors.Tutor;

/// <summary>The log of ended turns, a row each.</summary>
internal sealed class TurnLog(Database database) : ITurnLog
{
    // The newest first, so that the limit keeps the newest; turned round after reading.
    private const string Read = """
        select turn, seq, client_id, at, user_text, answers, reply, sulking_level, interrupted, ended_at, command_id
        from tutor_turns where session_id = @session and turn > @after and turn < @before order by turn desc limit @limit
        """;

    private const string RecentIds = """
        select client_id, command_id, turn from tutor_turns
        where session_id = @session and turn > @after and (client_id is not null or command_id is not null) order by turn desc limit @limit
        """;

    public Task AppendAsync(string session, IReadOnlyList<TutorTurn> turns) => database.WriteAsync(turns.Select(turn => new Append(session, turn)));

    public async Task<IReadOnlyList<TutorTurn>> ReadAsync(string session, long after, long before, int limit)
    {
        var rows = await database.ReadAsync(connection => connection.RowsAsync<Row>(Read, new { session, after, before, limit }));
        return [.. Enumerable.Reverse(rows).Select(static row => row.ToTurn())];
    }

    public async Task<IReadOnlyList<(string Id, long Turn)>> RecentIdsAsync(string session, long after, int limit)
    {
        var rows = await database.ReadAsync(connection => connection.RowsAsync<IdRow>(RecentIds, new { session, after, limit }));
        return [.. Enumerable.Reverse(rows).Select(static row => (row.ClientId ?? row.CommandId!, row.Turn))];
    }

    public async Task<long> DeleteAsync(string session, long through) => await database.WriteAsync(new Statement("delete from tutor_turns where session_id = $1 and turn <= $2", session, through));

    private sealed record IdRow(string? ClientId, string? CommandId, long Turn);

    private sealed record Row(
        long Turn, long Seq, string? ClientId, long At, string UserText, string Answers, string Reply, long SulkingLevel, long Interrupted, long EndedAt, string? CommandId)
    {
        public TutorTurn ToTurn() => new(Turn, Seq, ClientId, At, UserText, Answers,
            JsonSerializer.Deserialize(Reply, GrainStateJson.Default.TutorReply)!, (int)SulkingLevel, Interrupted != 0, EndedAt, CommandId);
    }

    private sealed class Append(string session, TutorTurn turn) : DbWrite
    {
        private readonly byte[] _reply = StateJson.Write(turn.Reply, GrainStateJson.Default.TutorReply);

        public override string Sql => """
            insert into tutor_turns (session_id, turn, seq, client_id, at, user_text, answers, reply, sulking_level, interrupted, ended_at, command_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (session_id, turn) do nothing
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(session);
            to.Long(turn.Turn);
            to.Long(turn.Seq);
            to.Text(turn.ClientId);
            to.Long(turn.AtMs);
            to.Text(turn.UserText);
            to.Text(turn.Answers);
            to.Utf8(_reply);
            to.Long(turn.SulkingLevel);
            to.Long(turn.IsInterrupted ? 1 : 0);
            to.Long(turn.EndedAtMs);
            to.Text(turn.CommandId);
        }
    }
}
