using Actors.Storage;

namespace Actors.Accounts;

/// <summary>A revocation.</summary>
/// <param name="Subject">What: <see cref="Revoked"/>.</param>
/// <param name="Floor">For a user: the lowest version that is still good.</param>
/// <param name="ExpiresAt">Until when, Unix milliseconds UTC.</param>
public sealed record Revocation(string Subject, long Floor, long ExpiresAt);

/// <summary>What ends access tokens before their time, a row each, for as long as one of them could be shown.</summary>
public sealed class RevocationLog(Database database) : IRevocations
{
    private const string Add = """
        insert into revocations (subject, floor, at, expires_at) values ($1, $2, $3, $4)
        on conflict (subject) do update set floor = excluded.floor, at = excluded.at, expires_at = excluded.expires_at
        """;

    private const string Forget = "delete from revocations where expires_at < $1";

    private const string Read = "select subject, floor, expires_at from revocations where at >= @sinceMs";

    /// <inheritdoc/>
    public Task AddAsync(string subject, long floor, long atMs, long expiresAtMs) =>
        database.WriteAsync((DbWrite[])[new Statement(Add, subject, floor, atMs, expiresAtMs), new Statement(Forget, atMs)]);

    /// <summary>Those that were added since a time.</summary>
    public async Task<IReadOnlyList<Revocation>> SinceAsync(long sinceMs, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.RowsAsync<Revocation>(Read, new { sinceMs }, cancellationToken), cancellationToken);
}
