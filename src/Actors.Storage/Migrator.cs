using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Actors.Storage;

/// <summary>
/// Brings the schema up to date: numbered scripts, each applied once, all in one transaction that keeps other programs out.
/// Refuses a schema that is newer than this program, and scripts that were changed after they were applied.
/// </summary>
internal sealed partial class Migrator(Database database, MigrationSet set, TimeProvider time, ILogger<Migrator> log)
{
    private readonly string _createJournal = $"""
        create table if not exists {set.Journal} (
            version bigint not null primary key, name text not null, checksum text not null, applied_at bigint not null)
        """;

    private readonly string _readJournal = $"select version, name, checksum from {set.Journal} order by version";

    private readonly string _addToJournal = $"""
        insert into {set.Journal} (version, name, checksum, applied_at) values (@Version, @Name, @Checksum, @AppliedAt)
        """;

    private IReadOnlyList<Migration> Known => set.Scripts;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        try
        {
            await database.LockForMigrationAsync(connection, cancellationToken);
            await connection.ExecuteAsync(_createJournal);
            var applied = await connection.RowsAsync<Migration>(_readJournal, null, cancellationToken);
            Verify(applied);
            foreach (var migration in Known.Skip(applied.Count)) await ApplyAsync(connection, migration);
            await connection.ExecuteAsync("commit");
        }
        catch (Exception failure)
        {
            await RollBackAsync(connection);
            if (database.Explain(failure) is { } explained) throw explained;
            throw;
        }
    }

    private static async Task RollBackAsync(DbConnection connection)
    {
        try
        {
            await connection.ExecuteAsync("rollback");
        }
        catch (DbException)
        {
            // Nothing had begun, or the connection is gone: the caller's failure is the one to tell.
        }
    }

    private void Verify(List<Migration> applied)
    {
        if (applied.Count > Known.Count)
        {
            throw new StorageException(StorageProblem.TooNew,
                $"The {database.Name} schema has version {applied[^1].Version}; this program knows {Known[^1].Version} at most. Use a newer program.");
        }
        foreach (var (there, ours) in applied.Zip(Known))
        {
            if (there.Version == ours.Version && there.Checksum == ours.Checksum) continue;
            throw new StorageException(StorageProblem.Corrupt,
                $"Migration {there.Version} ({there.Name}) was applied in another form than this program has. Restore its script.");
        }
    }

    private async Task ApplyAsync(DbConnection connection, Migration migration)
    {
        var sql = database.MigrationTokens.Aggregate(migration.Sql!, static (text, token) => text.Replace(token.Key, token.Value, StringComparison.Ordinal));
        await connection.ExecuteAsync(sql);
        await connection.ExecuteAsync(_addToJournal, new { migration.Version, migration.Name, migration.Checksum, AppliedAt = time.GetUtcNow().ToUnixTimeMilliseconds() });
        LogApplied(log, migration.Version, migration.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Version}: {Name}")]
    private static partial void LogApplied(ILogger logger, long version, string name);
}
