using Actors.Storage;

namespace Actors.Chat;

/// <summary>Usage of models, a row per user, day, provider and model.</summary>
internal sealed class UsageLog(Database database) : IUsageLog
{
    private const string Read = """
        select user_id, day, provider, model, replies, input_tokens, output_tokens, cost_micros
        from chat_usage where user_id = @userId and day >= @fromDay order by day, provider, model
        """;

    public Task AddAsync(ChatUsage usage) => database.WriteAsync(new Add(usage));

    public async Task<IReadOnlyList<ChatUsage>> OfUserAsync(string userId, long fromDay) =>
        await database.ReadAsync(connection => connection.RowsAsync<ChatUsage>(Read, new { userId, fromDay }));

    public async Task<long> AnonymiseAsync(string userId) =>
        await database.WriteAsync(new Statement("update chat_usage set user_id = $1 where user_id = $2", $"gone-{Guid.NewGuid():N}", userId));

    private sealed class Add(ChatUsage usage) : DbWrite
    {
        public override string Sql => """
            insert into chat_usage (user_id, day, provider, model, replies, input_tokens, output_tokens, cost_micros)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (user_id, day, provider, model) do update set
                replies = chat_usage.replies + excluded.replies,
                input_tokens = chat_usage.input_tokens + excluded.input_tokens,
                output_tokens = chat_usage.output_tokens + excluded.output_tokens,
                cost_micros = chat_usage.cost_micros + excluded.cost_micros
            """;

        public override void Bind(IDbBinder to)
        {
            to.Text(usage.UserId);
            to.Long(usage.Day);
            to.Text(usage.Provider);
            to.Text(usage.Model);
            to.Long(usage.Replies);
            to.Long(usage.InputTokens);
            to.Long(usage.OutputTokens);
            to.Long(usage.CostMicros);
        }
    }
}
