using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Actors.Storage.Sqlite;

/// <summary>
/// Writes on one connection, each statement prepared once. Uses SQLite's own calls, since a command object per write would
/// cost more than the write. Failures are <see cref="StorageException"/>s. Not thread-safe.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection, string file) : IDbBinder, IDisposable
{
    private readonly sqlite3 _db = connection.Handle!;
    private readonly Dictionary<string, sqlite3_stmt> _statements = [];
    private sqlite3_stmt _bound = null!;
    private int _position;

    /// <summary>Whether a transaction is open; some failures end it.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    /// <summary>How long to wait for another program's lock.</summary>
    public void WaitForLocks(TimeSpan atMost) => Check(raw.sqlite3_busy_timeout(_db, (int)atMost.TotalMilliseconds));

    /// <summary>Runs SQL that has no parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_db, sql));

    /// <summary>Rolls back, if there is anything to roll back.</summary>
    public void RollBack()
    {
        if (IsInTransaction) raw.sqlite3_exec(_db, "rollback");
    }

    /// <summary>The number that a query gives.</summary>
    public int Ask(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement));
        using (statement)
        {
            if (raw.sqlite3_step(statement) != raw.SQLITE_ROW) throw SqliteProblems.Explain(raw.sqlite3_errcode(_db), raw.sqlite3_errmsg(_db).utf8_to_string(), file);
            return raw.sqlite3_column_int(statement, 0);
        }
    }

    /// <summary>Makes a write, and notes how many rows it changed.</summary>
    public void Run(DbWrite write)
    {
        _bound = Prepare(write.Sql);
        _position = 0;
        write.Bind(this);
        var code = raw.sqlite3_step(_bound);
        write.Rows = code == raw.SQLITE_DONE ? raw.sqlite3_changes(_db) : 0;
        var message = code == raw.SQLITE_DONE ? "" : raw.sqlite3_errmsg(_db).utf8_to_string();
        raw.sqlite3_reset(_bound);
        if (code != raw.SQLITE_DONE) throw SqliteProblems.Explain(code, message, file);
    }

    public void Text(string? value)
    {
        if (value is null) raw.sqlite3_bind_null(_bound, ++_position);
        else raw.sqlite3_bind_text(_bound, ++_position, value);
    }

    public void Utf8(ReadOnlyMemory<byte> value)
    {
        // An empty span has no address, which SQLite takes for null.
        if (value.IsEmpty) raw.sqlite3_bind_text(_bound, ++_position, "");
        else raw.sqlite3_bind_text(_bound, ++_position, value.Span);
    }

    public void Long(long value) => raw.sqlite3_bind_int64(_bound, ++_position, value);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        return _statements[sql] = statement;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteProblems.Explain(code, raw.sqlite3_errmsg(_db).utf8_to_string(), file);
    }
}
