using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Actors.Tests.Orleans;

/// <summary>Grain state that outlives the clusters of a test. Keeps the objects themselves.</summary>
internal sealed class SharedGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), Record> _records = new();
    private long _versions;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var exists = _records.TryGetValue((grainId, stateName), out var record);
        Set(grainState, record);
        grainState.State = exists ? (T)record!.State! : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        var next = new Record(grainState.State, Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture));
        _records.TryGetValue(key, out var record);
        var isWritten = record?.Version == grainState.ETag
            && (record is null ? _records.TryAdd(key, next) : _records.TryUpdate(key, next, record));
        if (!isWritten) return Task.FromException(Conflict(grainId, record, grainState.ETag));
        Set(grainState, next);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        if (_records.TryGetValue(key, out var record)
            && (record.Version != grainState.ETag || !_records.TryRemove(KeyValuePair.Create(key, record))))
        {
            return Task.FromException(Conflict(grainId, record, grainState.ETag));
        }
        Set(grainState, null);
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private static void Set<T>(IGrainState<T> grainState, Record? record)
    {
        grainState.ETag = record?.Version;
        grainState.RecordExists = record is not null;
    }

    private static InconsistentStateException Conflict(GrainId grain, Record? stored, string? held) =>
        new($"The state of {grain} was written by somebody else.", stored?.Version, held);

    private sealed record Record(object? State, string Version);
}
