using System.Data.Common;

namespace Actors.Storage;

/// <summary>
/// The database, SQLite or PostgreSQL. Reads take a connection from a pool; writes of all callers share commits. Thread-safe.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>The name for people: <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What differs between the two in migrations: token and replacement.</summary>
    public abstract IReadOnlyDictionary<string, string> MigrationTokens { get; }

    /// <summary>Opens or makes the database and checks that it is sound. Before anything else; a problem is a <see cref="StorageException"/>.</summary>
    public abstract Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>A connection for reading and for migrations; dispose it to give it back.</summary>
    public abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads on a connection of the pool; a failure of the database is a <see cref="StorageException"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken = default)
    {
        StorageMetrics.Reading(1);
        try
        {
            await SettleAsync();
            await using var connection = await ConnectAsync(cancellationToken);
            return await read(connection);
        }
        catch (Exception failure)
        {
            if (Explain(failure) is { } explained) throw explained;
            throw;
        }
        finally
        {
            StorageMetrics.Reading(-1);
        }
    }

    /// <summary>What a failure of the driver means; null when it is none.</summary>
    public abstract StorageException? Explain(Exception failure);

    /// <summary>Takes the statement that begins a migration: it must keep other migrating programs out until the commit.</summary>
    public abstract Task LockForMigrationAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Puts a write into the next commit. Writes of one caller are applied in the order in which it made them.</summary>
    public Task<int> WriteAsync(DbWrite write)
    {
        write.Begin();
        Enqueue(write);
        return write.Durable;
    }

    /// <summary>Puts several writes into the next commits and completes when all are durable.</summary>
    public Task WriteAsync(IEnumerable<DbWrite> writes)
    {
        var waits = new List<Task>();
        foreach (var write in writes)
        {
            write.Begin();
            Enqueue(write);
            waits.Add(write.Durable);
        }
        return Task.WhenAll(waits);
    }

    /// <summary>Whether a write would be accepted now; throws a <see cref="StorageException"/> when not.</summary>
    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Completes when connections see every write that was acknowledged before.</summary>
    protected virtual Task SettleAsync() => Task.CompletedTask;

    /// <summary>Hands a write to the writer.</summary>
    protected abstract void Enqueue(DbWrite write);
}
