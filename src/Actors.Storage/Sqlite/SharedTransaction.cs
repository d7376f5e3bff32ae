using System.Diagnostics;

namespace Actors.Storage.Sqlite;

/// <summary>
/// One transaction that many batches share: each is durable in the redo file when <see cref="Make"/> returns, and the
/// database's own log gets every page once a second rather than once a batch. A transaction that is lost, by a failure or
/// with the program, is made again from the redo file. Not thread-safe.
/// </summary>
internal sealed class SharedTransaction : IDisposable
{
    /// <summary>How long other readers of the file may see it without the latest writes; our own never do.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const long MostRedo = 32L << 20;

    private readonly SqliteStatements _statements;
    private readonly RedoFile _redo;
    private readonly RedoBatch _batch = new();
    private int _generation;
    private bool _isOpen;
    private long _since;

    /// <summary>Commits what a killed program has left in the redo file.</summary>
    public SharedTransaction(SqliteStatements statements, string file)
    {
        _statements = statements;
        _generation = statements.Ask("pragma user_version");
        _redo = new RedoFile(Path.ChangeExtension(file, ".redo"));
        try
        {
            _redo.Restart(_generation);
            Commit();
        }
        catch
        {
            _redo.Dispose();
            throw;
        }
    }

    /// <summary>Whether there are writes that are not committed.</summary>
    public bool IsPending => _redo.Length > 0;

    /// <summary>Whether it is time to commit.</summary>
    public bool IsDue => IsPending && (_redo.Length >= MostRedo || Stopwatch.GetElapsedTime(_since) >= Interval);

    /// <summary>
    /// Makes writes and has them durable. Those that fail by themselves are taken out of the list and returned; any other
    /// failure is thrown, and then none of them was made.
    /// </summary>
    public List<(DbWrite Write, Exception Failure)> Make(List<DbWrite> writes)
    {
        var failed = new List<(DbWrite Write, Exception Failure)>();
        try
        {
            Open();
            _batch.Clear();
            foreach (var write in writes)
            {
                if (TryRun(write) is { } failure) failed.Add((write, failure));
                else if (write.Rows > 0) _batch.Add(write);
            }
            if (_batch.Bytes.Length > 0) _redo.Append(_batch.Bytes);
            if (!IsPending) Abandon();
        }
        catch
        {
            Abandon();
            throw;
        }
        foreach (var (write, _) in failed) writes.Remove(write);
        return failed;
    }

    /// <summary>Commits what is pending. After a failure it is pending still.</summary>
    public void Commit()
    {
        if (!IsPending) return;
        try
        {
            Open();
            var next = unchecked(_generation + 1);
            // In the same transaction, so the file knows which records it has.
            _statements.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pragma user_version = {next}"));
            _statements.Execute("commit");
            _generation = next;
        }
        catch
        {
            Abandon();
            _since = Stopwatch.GetTimestamp();
            throw;
        }
        _isOpen = false;
        _redo.Begin(_generation);
    }

    /// <summary>Rolls back. What is pending is made again with the next batch or commit.</summary>
    public void Abandon()
    {
        _statements.RollBack();
        _isOpen = false;
    }

    public void Dispose()
    {
        Abandon();
        _redo.Dispose();
    }

    private void Open()
    {
        if (_isOpen) return;
        _statements.Execute("begin immediate");
        (_isOpen, _since) = (true, Stopwatch.GetTimestamp());
        if (!IsPending) return;
        foreach (var write in _redo.Read().SelectMany(static batch => RedoBatch.Read(batch)))
        {
            _statements.Run(write);
            if (write.Rows == 0) throw new StorageException(StorageProblem.Corrupt, "The redo file does not belong to the database. Restore a backup of the folder.");
        }
    }

    private Exception? TryRun(DbWrite write)
    {
        try
        {
            _statements.Run(write);
            return null;
        }
        catch (Exception failure) when (_statements.IsInTransaction)
        {
            return failure;
        }
    }
}
