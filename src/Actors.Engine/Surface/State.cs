namespace Orleans.Core
{
    /// <summary>A stored record.</summary>
    public interface IStorage
    {
        /// <summary>The version that was last read or written; null when there is no record.</summary>
        string? Etag { get; }

        /// <summary>Whether there is a record.</summary>
        bool RecordExists { get; }

        /// <summary>Removes the record and sets the state to a new one.</summary>
        Task ClearStateAsync();

        /// <summary>
        /// Writes the record; complete means durable. Fails with <see cref="Storage.InconsistentStateException"/> when
        /// somebody else wrote since it was read.
        /// </summary>
        Task WriteStateAsync();

        /// <summary>Reads the record again.</summary>
        Task ReadStateAsync();
    }

    /// <summary>A stored record with its value.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The value in memory. Setting it stores nothing.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A grain's state: read before the grain is activated, written when the grain says so.</summary>
    public interface IPersistentState<TState> : Core.IStorage<TState>;
}

namespace Orleans
{
    /// <summary>What a storage provider reads into and writes from.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The value.</summary>
        T State { get; set; }

        /// <summary>The version, null when there is no record.</summary>
        string? ETag { get; set; }

        /// <summary>Whether there is a record.</summary>
        bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps grain state. Thread-safe.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads a record into <paramref name="grainState"/>; leaves the value alone when there is none.</summary>
        Task ReadStateAsync<T>(string stateName, Runtime.GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes a record if its etag is still the stored one, and sets the new etag.</summary>
        Task WriteStateAsync<T>(string stateName, Runtime.GrainId grainId, IGrainState<T> grainState);

        /// <summary>Removes a record if its etag is still the stored one.</summary>
        Task ClearStateAsync<T>(string stateName, Runtime.GrainId grainId, IGrainState<T> grainState);
    }
}
