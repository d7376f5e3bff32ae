using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Actors.Storage;

/// <summary>
/// Brings the schema up to date: numbered scripts, each applied once, all in one transaction that keeps other programs out.
/// Refuses a schema that is newer than this program, and scripts that were changed after they were applied.
/// </summary>
internal sealed partial class Migrator(Database database, TimeProvider time, ILogger<Migrator> log)
{
    private const string CreateJournal = """
        create table if not exists schema_migrations (
            version bigint not null primary key, name text not null, checksum text not null, applied_at bigint not null)
        """;

    private const string ReadJournal = "select version, name, checksum from schema_migrations order by version";

    private const string AddToJournal = """
        insert into schema_migrations (version, name, checksum, applied_at) values (@Version, @Name, @Checksum, @AppliedAt)
        """;

    /// <summary>The scripts of this program, by number.</summary>
    public static IReadOnlyList<Migration> Known { get; } = [.. Read(typeof(Migrator).Assembly).OrderBy(static m => m.Version)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        try
        {
            await database.LockForMigrationAsync(connection, cancellationToken);
            await connection.ExecuteAsync(CreateJournal);
            var applied = await connection.RowsAsync<Migration>(ReadJournal, null, cancellationToken);
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
        await connection.ExecuteAsync(AddToJournal, new { migration.Version, migration.Name, migration.Checksum, AppliedAt = time.GetUtcNow().ToUnixTimeMilliseconds() });
        LogApplied(log, migration.Version, migration.Name);
    }

    private static IEnumerable<Migration> Read(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            var name = resource.Split('.')[^2];
            var version = long.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture);
            yield return new Migration(version, name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))) { Sql = sql };
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Version}: {Name}")]
    private static partial void LogApplied(ILogger logger, long version, string name);
}

/// <summary>A numbered script.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Checksum">SHA-256 of its text, hex.</param>
internal sealed record Migration(long Version, string Name, string Checksum)
{
    /// <summary>Its text; null in a row of the journal.</summary>
    public string? Sql { get; init; }
}
