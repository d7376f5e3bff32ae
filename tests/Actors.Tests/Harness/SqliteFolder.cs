using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Actors.Tests.Harness;

/// <summary>A data folder below the system's temporary one.</summary>
public sealed class SqliteFolder : StoragePlace
{
    public SqliteFolder()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"actors-sqlite-{Guid.CreateVersion7():N}");

    public string File => Path.Combine(Folder, "actors.db");

    public string Log => File + "-wal";

    public string Redo => Path.Combine(Folder, "actors.redo");

    protected override string Tables => "select name from sqlite_master where type = 'table' order by name";

    public override (string Key, string Value) Setting => ("Data:Directory", Folder);

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The files as they are this instant in another folder: what a program that is killed now leaves behind.</summary>
    public SqliteFolder AsKilledNow()
    {
        var copy = new SqliteFolder();
        System.IO.File.Copy(Redo, copy.Redo);
        System.IO.File.Copy(File, copy.File);
        System.IO.File.Copy(Log, copy.Log);
        return copy;
    }

    protected override ValueTask RemoveAsync()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A connection of the pool that was closed in the same moment has had a file of its own.
            Directory.Delete(Folder, recursive: true);
        }
        return ValueTask.CompletedTask;
    }
}
