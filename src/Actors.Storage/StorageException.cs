namespace Actors.Storage;

/// <summary>What is wrong with the store.</summary>
public enum StorageProblem
{
    /// <summary>Not known more exactly.</summary>
    Unavailable,

    /// <summary>The file is damaged, or no database.</summary>
    Corrupt,

    /// <summary>Another program holds it.</summary>
    Locked,

    /// <summary>It cannot be written.</summary>
    ReadOnly,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>A newer version of this program has written it.</summary>
    TooNew,
}

/// <summary>The store did not do what it was asked; nothing was changed.</summary>
public sealed class StorageException(StorageProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What is wrong.</summary>
    public StorageProblem Problem { get; } = problem;
}
