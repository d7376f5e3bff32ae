using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Actors.Storage.Sqlite;

/// <summary>What SQLite's error codes mean for an operator.</summary>
internal static class SqliteProblems
{
    public static StorageException Explain(SqliteException failure, string file) => Explain(failure.SqliteErrorCode, failure.Message, file, failure);

    public static StorageException Explain(int code, string message, string file, Exception? cause = null)
    {
        var (problem, text) = (code & 0xff) switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (StorageProblem.Corrupt, $"The database {file} is damaged or is no database. Restore a backup, or move the file away to begin anew."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StorageProblem.Locked, $"Another program holds the database {file}."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => (StorageProblem.ReadOnly, $"The database {file} cannot be written; check the rights of the file and its folder."),
            raw.SQLITE_FULL => (StorageProblem.Full, $"The disk of {file} is full."),
            _ => (StorageProblem.Unavailable, $"The database {file} failed."),
        };
        return new StorageException(problem, $"{text} (SQLite {code}: {message})", cause);
    }
}
