using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Actors.Storage.Sqlite;

/// <summary>
/// The only writer of the file: one thread, one connection, prepared statements, one commit a batch. Uses SQLite's own
/// calls, since a command object per write would cost more than the write.
/// </summary>
internal sealed partial class SqliteWriter : IDbBinder, IDisposable
{
    private readonly GroupCommit _group;
    private readonly string _file;
    private readonly ILogger _log;
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _db;
    private readonly Dictionary<string, sqlite3_stmt> _statements = [];
    private readonly Thread _thread;
    private sqlite3_stmt _bound = null!;
    private int _position;

    public SqliteWriter(string connectionString, TimeSpan busyTimeout, GroupCommit group, string file, ILogger log)
    {
        _group = group;
        _file = file;
        _log = log;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _db = _connection.Handle!;
        // FULL: the log is flushed at every commit, so what was acknowledged survives a power failure too. The checkpoint
        // comes late enough that pages which are written again and again are copied once.
        Execute("pragma synchronous = full");
        Execute("pragma wal_autocheckpoint = 4000");
        Execute("pragma temp_store = memory");
        Execute("pragma cache_size = -65536");
        Check(raw.sqlite3_busy_timeout(_db, (int)busyTimeout.TotalMilliseconds));
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
    }

    /// <summary>Waits for the last commit; the group must have been closed.</summary>
    public void Dispose()
    {
        _thread.Join();
        _connection.Dispose();
    }

    public void Text(string? value)
    {
        if (value is null) raw.sqlite3_bind_null(_bound, ++_position);
        else raw.sqlite3_bind_text(_bound, ++_position, value);
    }

    public void Utf8(ReadOnlyMemory<byte> value) => raw.sqlite3_bind_text(_bound, ++_position, value.Span);

    public void Long(long value) => raw.sqlite3_bind_int64(_bound, ++_position, value);

    private void Run()
    {
        var batch = new List<DbWrite>();
        while (_group.Next(batch))
        {
            try
            {
                Commit(batch);
            }
            catch (StorageException failure) when (failure.Problem == StorageProblem.Locked)
            {
                foreach (var write in batch) GroupCommit.Failed(write, failure); // it was waited for; once is enough
                continue;
            }
            catch (Exception failure)
            {
                LogFailed(_log, batch.Count, failure);
                OneByOne(batch);
                continue;
            }
            GroupCommit.Committed(batch);
        }
        foreach (var statement in _statements.Values) statement.Dispose();
    }

    /// <summary>After a failed commit each write gets its own, so that only those fail which must.</summary>
    private void OneByOne(List<DbWrite> batch)
    {
        var one = new List<DbWrite>(1);
        foreach (var write in batch)
        {
            one.Clear();
            one.Add(write);
            try
            {
                Commit(one);
                GroupCommit.Committed(one);
            }
            catch (Exception failure)
            {
                GroupCommit.Failed(write, failure);
            }
        }
    }

    private void Commit(List<DbWrite> batch)
    {
        Execute("begin immediate");
        try
        {
            foreach (var write in batch) Apply(write);
            Execute("commit");
        }
        catch
        {
            raw.sqlite3_exec(_db, "rollback");
            throw;
        }
    }

    private void Apply(DbWrite write)
    {
        _bound = Statement(write.Sql);
        _position = 0;
        write.Bind(this);
        var code = raw.sqlite3_step(_bound);
        write.Rows = code == raw.SQLITE_DONE ? raw.sqlite3_changes(_db) : 0;
        var message = code == raw.SQLITE_DONE ? "" : raw.sqlite3_errmsg(_db).utf8_to_string();
        raw.sqlite3_reset(_bound);
        if (code != raw.SQLITE_DONE) throw SqliteProblems.Explain(code, message, _file);
    }

    private sqlite3_stmt Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        return _statements[sql] = statement;
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(_db, sql));

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteProblems.Explain(code, raw.sqlite3_errmsg(_db).utf8_to_string(), _file);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} writes failed; each is tried by itself")]
    private static partial void LogFailed(ILogger logger, int count, Exception failure);
}
