using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain state that dies with the process: for tests and benchmarks. Keeps the objects themselves.</summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), (object? State, long Version)> _records = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((grainId, stateName), out var record))
        {
            grainState.State = (T)record.State!;
            grainState.ETag = record.Version.ToString(CultureInfo.InvariantCulture);
        }
        grainState.RecordExists = record.Version > 0;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        var version = grainState.ETag is null ? 0 : long.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var written = _records.TryGetValue(key, out var record)
            ? record.Version == version && _records.TryUpdate(key, (grainState.State, version + 1), record)
            : version == 0 && _records.TryAdd(key, (grainState.State, 1));
        if (!written) return Task.FromException(Conflict(grainId, record.Version, grainState.ETag));
        grainState.ETag = (version + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        if (!_records.TryGetValue(key, out var record)) return Task.CompletedTask;
        var same = record.Version.ToString(CultureInfo.InvariantCulture) == grainState.ETag;
        return same && _records.TryRemove(KeyValuePair.Create(key, record))
            ? Task.CompletedTask
            : Task.FromException(Conflict(grainId, record.Version, grainState.ETag));
    }

    private static InconsistentStateException Conflict(GrainId grain, long stored, string? held) =>
        new($"The state of {grain} was written by somebody else.", stored.ToString(CultureInfo.InvariantCulture), held);
}
