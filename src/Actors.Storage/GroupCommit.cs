namespace Actors.Storage;

/// <summary>
/// Writes that wait for the next commit. While one batch is being committed the next one gathers, so the batch grows with
/// the load and a lone write waits for nobody. After a crowd of writes the writer's thread waits a moment more: a commit has
/// a fixed price, and those who were answered are about to write again.
/// </summary>
internal sealed class GroupCommit(int maxBatch) : IDisposable
{
    private const int Crowd = 8;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ManualResetEventSlim _ending = new(initialState: false, spinCount: 0);
    private Queue<DbWrite> _waiting = new();
    private bool _awake, _closed;

    public void Add(DbWrite write)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _waiting.Enqueue(write);
                StorageMetrics.Waiting(1);
                if (_awake) return;
                _awake = true;
                _wake.Release();
                return;
            }
        }
        write.Fail(new StorageException(StorageProblem.Unavailable, "The database is closed."));
    }

    /// <summary>No more writes; the writer ends when those that wait are done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }
        _ending.Set();
        _wake.Release();
    }

    /// <summary>
    /// Waits on the writer's own thread for the next batch, which takes the place of the last one in the list; false at the end.
    /// The batch is empty when there was none for as long as <paramref name="patience"/>.
    /// </summary>
    public bool Next(List<DbWrite> batch, TimeSpan patience)
    {
        if (batch.Count >= Crowd) _ending.Wait(Moment);
        while (!Take(batch, out var isOver))
        {
            if (isOver) return false;
            if (!_wake.Wait(patience)) return true;
        }
        return true;
    }

    /// <summary>Waits for the next batch; false at the end.</summary>
    public async Task<bool> NextAsync(List<DbWrite> batch)
    {
        while (!Take(batch, out var isOver))
        {
            if (isOver) return false;
            await _wake.WaitAsync();
        }
        return true;
    }

    /// <summary>Called when the writer has ended.</summary>
    public void Dispose()
    {
        _wake.Dispose();
        _ending.Dispose();
    }

    public static void Committed(List<DbWrite> batch)
    {
        StorageMetrics.Commits.Add(1);
        StorageMetrics.Writes.Add(batch.Count);
        foreach (var write in batch) write.Complete();
    }

    /// <summary>Whatever was thrown, also by a write that could not give its parameters: the writer must outlive it.</summary>
    public static void Failed(DbWrite write, Exception failure)
    {
        StorageMetrics.Failures.Add(1);
        write.Fail(failure as StorageException ?? new StorageException(StorageProblem.Unavailable, $"The write cannot be made: {failure.Message}", failure));
    }

    private bool Take(List<DbWrite> batch, out bool isOver)
    {
        batch.Clear();
        lock (_gate)
        {
            while (batch.Count < maxBatch && _waiting.TryDequeue(out var write)) batch.Add(write);
            if (batch.Count == 0) _awake = false;
            isOver = _closed;
        }
        if (batch.Count == 0) return false;
        StorageMetrics.Waiting(-batch.Count);
        return true;
    }
}
