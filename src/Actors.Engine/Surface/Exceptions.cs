namespace Orleans.Runtime
{
    /// <summary>A failure of the runtime, not of the grain's own code.</summary>
    public class OrleansException : Exception
    {
        /// <summary>Makes one with a general text.</summary>
        public OrleansException() : base("Unexpected error.")
        {
        }

        /// <summary>Makes one with a text.</summary>
        public OrleansException(string message) : base(message)
        {
        }

        /// <summary>Makes one with a text and a cause.</summary>
        public OrleansException(string message, Exception? innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The silo takes no calls: it has not started, or it is stopping.</summary>
    public sealed class SiloUnavailableException(string message) : OrleansException(message);

    /// <summary>A reminder could not be registered, found or removed.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}

namespace Orleans.Storage
{
    /// <summary>
    /// The stored state is not the one that was read: somebody else wrote it. Left uncaught in a grain call it
    /// deactivates the activation, so that the next call reads the state afresh.
    /// </summary>
    public class InconsistentStateException : Runtime.OrleansException
    {
        /// <summary>Makes one.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
            : base(errorMsg, storageException)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The etag in the store, when the store told.</summary>
        public string? StoredEtag { get; }

        /// <summary>The etag that the activation holds.</summary>
        public string? CurrentEtag { get; }
    }
}
