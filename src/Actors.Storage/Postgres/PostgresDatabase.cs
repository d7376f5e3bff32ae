using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Storage.Postgres;

/// <summary>PostgreSQL: reads from the pool, writes in batches that are one transaction and one round trip each.</summary>
internal sealed partial class PostgresDatabase : Database
{
    private const long MigrationLock = 0x4163746F7273; // "Actors"

    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit _group;
    private readonly ILogger<PostgresDatabase> _log;
    private Task _writer = Task.CompletedTask;

    public PostgresDatabase(StorageOptions options, ILogger<PostgresDatabase> log)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Postgres);
        // A statement that comes twice is worth preparing: here all come all the time.
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        settings.NoResetOnClose = true; // nothing that we run leaves anything behind in a session
        // Its metrics and spans would be named by the connection string.
        _source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "actors" }.Build();
        _group = new GroupCommit(Math.Min(options.MaxBatch, 512));
        _log = log;
    }

    public override string Name => "PostgreSQL";

    public override IReadOnlyDictionary<string, string> MigrationTokens { get; } = new Dictionary<string, string>
    {
        ["$bytes$"] = "bytea",
        // Room in each page lets an update stay in it and leave the index alone.
        ["$often_updated$"] = " with (fillfactor = 50)",
        ["$never_changed(audit_log)$"] = """
            create or replace function audit_log_is_never_changed() returns trigger language plpgsql as 'begin raise exception ''audit_log is never changed''; end';
            create trigger audit_log_change before update or delete or truncate on audit_log for each statement execute function audit_log_is_never_changed();
            """,
    };

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using (await ConnectAsync(cancellationToken)) _writer = Task.Run(RunAsync, CancellationToken.None);
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            if (Explain(failure) is { } explained) throw explained;
            throw;
        }
    }

    public override Task LockForMigrationAsync(DbConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync(
        new CommandDefinition("begin; select pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, cancellationToken: cancellationToken));

    public override StorageException? Explain(Exception failure)
    {
        if (failure is not (NpgsqlException or TimeoutException or IOException)) return null;
        var problem = (failure as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.DiskFull => StorageProblem.Full,
            PostgresErrorCodes.ReadOnlySqlTransaction => StorageProblem.ReadOnly,
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StorageProblem.Corrupt,
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => StorageProblem.Locked,
            _ => StorageProblem.Unavailable,
        };
        return new StorageException(problem, $"PostgreSQL: {failure.Message}", failure);
    }

    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        var isStandby = await ReadAsync(connection => connection.RowAsync<bool>("select pg_is_in_recovery()", null, cancellationToken), cancellationToken);
        if (isStandby) throw new StorageException(StorageProblem.ReadOnly, "This PostgreSQL is a standby: it takes no writes.");
    }

    public override async ValueTask DisposeAsync()
    {
        _group.Close();
        await _writer;
        _group.Dispose();
        await _source.DisposeAsync();
    }

    protected override void Enqueue(DbWrite write) => _group.Add(write);

    private async Task RunAsync()
    {
        var batch = new List<DbWrite>();
        while (await _group.NextAsync(batch))
        {
            using var watch = CommitWatch.Begin(batch);
            try
            {
                await CommitAsync(batch);
            }
            catch (Exception failure)
            {
                watch.Failed(failure);
                LogFailed(_log, batch.Count, failure);
                await OneByOneAsync(batch);
                continue;
            }
            GroupCommit.Committed(batch);
        }
    }

    private async Task OneByOneAsync(List<DbWrite> batch)
    {
        foreach (var write in batch)
        {
            try
            {
                await CommitAsync([write]);
                GroupCommit.Committed([write]);
            }
            catch (Exception failure)
            {
                GroupCommit.Failed(write, failure);
            }
        }
    }

    /// <summary>A batch without a transaction of its own is one implicit transaction.</summary>
    private async Task CommitAsync(List<DbWrite> writes)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            var binder = new PostgresBinder();
            foreach (var write in writes)
            {
                var command = new NpgsqlBatchCommand(write.Sql);
                binder.Into(command);
                write.Bind(binder);
                batch.BatchCommands.Add(command);
            }
            await batch.ExecuteNonQueryAsync();
            for (var i = 0; i < writes.Count; i++) writes[i].Rows = (int)batch.BatchCommands[i].RecordsAffected;
        }
        catch (Exception failure)
        {
            if (Explain(failure) is { } explained) throw explained;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} writes failed; each is tried by itself")]
    private static partial void LogFailed(ILogger logger, int count, Exception failure);
}
