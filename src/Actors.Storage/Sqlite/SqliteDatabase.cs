using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Actors.Storage.Sqlite;

/// <summary>The SQLite file: WAL, flushed at each commit, one writer that commits in groups.</summary>
internal sealed partial class SqliteDatabase : Database
{
    // Up to here a full check at the start takes well under a second.
    private const long CheckedUpTo = 64L << 20;

    private readonly StorageOptions _options;
    private readonly ILogger<SqliteDatabase> _log;
    private readonly string _file;
    private readonly string _connectionString;
    private readonly GroupCommit _group;
    private FileStream? _ownership;
    private SqliteWriter? _writer;

    public SqliteDatabase(StorageOptions options, ILogger<SqliteDatabase> log)
    {
        Batteries_V2.Init();
        _options = options;
        _log = log;
        _group = new GroupCommit(options.MaxBatch);
        _file = Path.GetFullPath(Path.Combine(options.Directory, "actors.db"));
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Pooling = true,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        }.ToString();
    }

    public override string Name => "SQLite";

    public override IReadOnlyDictionary<string, string> MigrationTokens { get; } =
        new Dictionary<string, string>
        {
            ["$bytes$"] = "blob",
            ["$often_updated$"] = "",
            ["$never_changed(audit_log)$"] = """
                create trigger audit_log_update before update on audit_log begin select raise(abort, 'audit_log is never changed'); end;
                create trigger audit_log_delete before delete on audit_log begin select raise(abort, 'audit_log is never changed'); end;
                """,
        };

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            Own();
            await using (var connection = await ConnectAsync(cancellationToken)) await PrepareAsync(connection, cancellationToken);
            _writer = new SqliteWriter(_connectionString, _options.BusyTimeout, _group, _file, _log);
        }
        catch (SqliteException failure)
        {
            throw SqliteProblems.Explain(failure, _file);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new StorageException(StorageProblem.ReadOnly, $"The data folder cannot be used: {failure.Message}", failure);
        }
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (SqliteException failure)
        {
            await connection.DisposeAsync();
            throw SqliteProblems.Explain(failure, _file);
        }
    }

    public override async Task LockForMigrationAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override StorageException? Explain(Exception failure) => failure is SqliteException sqlite ? SqliteProblems.Explain(sqlite, _file) : null;

    public override async Task CheckAsync(CancellationToken cancellationToken) => await WriteAsync(new Probe());

    public override ValueTask DisposeAsync()
    {
        _group.Close();
        _writer?.Dispose();
        _group.Dispose();
        SqliteConnection.ClearAllPools();
        _ownership?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task SettleAsync() => _writer?.SettleAsync() ?? Task.CompletedTask;

    protected override void Enqueue(DbWrite write) => _group.Add(write);

    /// <summary>Two programs on one folder would each believe that the grains are theirs.</summary>
    private void Own()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file)!, "actors.lock");
        try
        {
            _ownership = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when ((failure.HResult & 0xFFFF) is 11 or 35 or 32) // EAGAIN of Linux, of macOS, a sharing violation of Windows
        {
            throw new StorageException(StorageProblem.Locked, $"Another program uses the data folder {Path.GetDirectoryName(_file)}.", failure);
        }
    }

    private async Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // The log is written page by page with two system calls each: fewer, larger pages. Of no effect on a file that exists.
        command.CommandText = "pragma page_size = 16384; pragma journal_mode = wal";
        await command.ExecuteScalarAsync(cancellationToken);
        if (new FileInfo(_file).Length > CheckedUpTo)
        {
            LogUnchecked(_log, _file);
            return;
        }
        command.CommandText = "pragma quick_check(1)";
        var verdict = (string?)await command.ExecuteScalarAsync(cancellationToken);
        if (verdict != "ok") throw new StorageException(StorageProblem.Corrupt, $"The database {_file} is damaged: {verdict}.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} is large; its check at the start is left out")]
    private static partial void LogUnchecked(ILogger logger, string file);

    /// <summary>A write that changes nothing and still has to be committed.</summary>
    private sealed class Probe : DbWrite
    {
        public override string Sql => "update schema_migrations set name = name where version = $1";

        public override void Bind(IDbBinder to) => to.Long(1);
    }
}
