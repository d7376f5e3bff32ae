using Actors.Storage;

namespace Actors.Health;

/// <summary>Whether the store could serve now.</summary>
public static class StorageHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What is wrong with the store, in a few words for an operator; null when nothing is. Takes two seconds at most.</summary>
    public static async Task<string?> ProblemAsync(this Database database, CancellationToken cancellationToken)
    {
        try
        {
            await database.CheckAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is StorageException or TimeoutException)
        {
            return failure is StorageException storage ? $"storage: {storage.Problem}" : "storage: no answer";
        }
    }
}
