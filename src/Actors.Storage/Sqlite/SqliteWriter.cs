using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Sqlite;

/// <summary>
/// The only writer of the file: one thread, one connection. Batches share a <see cref="SharedTransaction"/>, unless the disk is
/// nearly full: then each is committed by itself, so that nothing is acknowledged that the file might have no room for.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    // The redo file and, for every record in it, the pages of the database's log.
    private const long AmpleSpace = 1L << 30;

    private readonly GroupCommit _group;
    private readonly ILogger _log;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private readonly SharedTransaction _transaction;
    private readonly DriveInfo _disk;
    private readonly Thread _thread;
    private volatile bool _isPending;
    private bool _isOver;

    /// <summary>Begins to write, after what a killed program had acknowledged is in the file.</summary>
    public SqliteWriter(string connectionString, TimeSpan busyTimeout, GroupCommit group, string file, ILogger log)
    {
        _group = group;
        _log = log;
        _disk = new DriveInfo(Path.GetDirectoryName(file)!);
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _statements = new SqliteStatements(_connection, file);
        try
        {
            Prepare(busyTimeout);
            _transaction = new SharedTransaction(_statements, file);
        }
        catch
        {
            _statements.Dispose();
            _connection.Dispose();
            throw;
        }
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
    }

    /// <summary>Completes when readers see every write that was acknowledged before.</summary>
    public Task SettleAsync()
    {
        if (!_isPending) return Task.CompletedTask;
        var barrier = new Barrier();
        _group.Add(barrier);
        return barrier.Durable;
    }

    /// <summary>Waits for the last commit; the group must have been closed.</summary>
    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        _thread.Join();
        _transaction.Dispose();
        _statements.Dispose();
        _connection.Dispose();
    }

    private void Prepare(TimeSpan busyTimeout)
    {
        // FULL: the log is flushed at every commit, so what was acknowledged survives a power failure too. The checkpoint
        // comes late enough that pages which are written again and again are copied once.
        _statements.Execute("pragma synchronous = full");
        _statements.Execute("pragma wal_autocheckpoint = 4000");
        _statements.Execute("pragma temp_store = memory");
        _statements.Execute("pragma cache_size = -65536");
        _statements.WaitForLocks(busyTimeout);
    }

    private void Run()
    {
        var batch = new List<DbWrite>();
        while (_group.Next(batch, _isPending ? SharedTransaction.Interval : Timeout.InfiniteTimeSpan))
        {
            var isAsked = batch.Exists(static write => write is Barrier);
            var barriers = isAsked ? batch.FindAll(static write => write is Barrier) : [];
            if (isAsked) batch.RemoveAll(static write => write is Barrier);
            if (batch.Count > 0) Make(batch);
            if (!isAsked && !_transaction.IsDue) continue;
            var failure = TrySettle();
            foreach (var barrier in barriers)
            {
                if (failure is null) barrier.Complete();
                else GroupCommit.Failed(barrier, failure);
            }
        }
        TrySettle();
    }

    private void Make(List<DbWrite> batch)
    {
        using var watch = CommitWatch.Begin(batch);
        try
        {
            if (!_transaction.IsPending && _disk.AvailableFreeSpace < AmpleSpace)
            {
                Commit(batch);
            }
            else
            {
                var failed = _transaction.Make(batch);
                _isPending = _transaction.IsPending;
                if (failed.Count > 0) LogFailed(_log, failed.Count, failed[0].Failure);
                foreach (var (write, failure) in failed) GroupCommit.Failed(write, failure);
            }
        }
        catch (StorageException failure) when (failure.Problem == StorageProblem.Locked)
        {
            watch.Failed(failure);
            foreach (var write in batch) GroupCommit.Failed(write, failure); // it was waited for; once is enough
            return;
        }
        catch (Exception failure)
        {
            watch.Failed(failure);
            LogRetried(_log, batch.Count, failure);
            OneByOne(batch);
            return;
        }
        GroupCommit.Committed(batch);
    }

    /// <summary>After a failed commit each write gets its own, so that only those fail which must.</summary>
    private void OneByOne(List<DbWrite> batch)
    {
        var failure = TrySettle();
        var one = new List<DbWrite>(1);
        foreach (var write in batch)
        {
            one.Clear();
            one.Add(write);
            try
            {
                if (failure is not null) throw failure;
                Commit(one);
                GroupCommit.Committed(one);
            }
            catch (Exception reason)
            {
                GroupCommit.Failed(write, reason);
            }
        }
    }

    /// <summary>Commits a batch by itself; nothing may be pending.</summary>
    private void Commit(List<DbWrite> batch)
    {
        _statements.Execute("begin immediate");
        try
        {
            foreach (var write in batch) _statements.Run(write);
            _statements.Execute("commit");
        }
        catch
        {
            _statements.RollBack();
            throw;
        }
    }

    private Exception? TrySettle()
    {
        try
        {
            _transaction.Commit();
            _isPending = false;
            return null;
        }
        catch (Exception failure)
        {
            LogNotSettled(_log, failure);
            return failure;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} writes failed")]
    private static partial void LogFailed(ILogger logger, int count, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} writes failed; each is tried by itself")]
    private static partial void LogRetried(ILogger logger, int count, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Writes that are in the redo file cannot be committed; it is tried again")]
    private static partial void LogNotSettled(ILogger logger, Exception failure);

    /// <summary>No write: it waits for the commit of those before it.</summary>
    private sealed class Barrier : DbWrite
    {
        public override string Sql => "";

        public override void Bind(IDbBinder to)
        {
        }
    }
}
