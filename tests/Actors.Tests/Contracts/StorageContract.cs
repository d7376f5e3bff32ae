using System.Diagnostics.CodeAnalysis;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>What the storage suites share: a database of the test's own and a program on it.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    protected StoragePlace Place { get; private set; } = null!;

    protected StorageProgram Program { get; set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Place = await NewPlaceAsync();
        Program = await Place.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Place is not null) await Place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoragePlace> NewPlaceAsync();

    protected static GrainId Id(string key, string type = "tutor-session") => GrainId.Create(type, key);

    /// <summary>Reads a state as a new activation would.</summary>
    protected async Task<StoredState<T>> ReadAsync<T>(GrainId grain, string name = "state") where T : new()
    {
        var state = new StoredState<T>();
        await Program.States.ReadStateAsync(name, grain, state).Soon($"read of {grain}");
        return state;
    }

    protected Task WriteAsync<T>(GrainId grain, StoredState<T> state, string name = "state") where T : new() =>
        Program.States.WriteStateAsync(name, grain, state).Soon($"write of {grain}");

    protected Task ClearAsync<T>(GrainId grain, StoredState<T> state, string name = "state") where T : new() =>
        Program.States.ClearStateAsync(name, grain, state).Soon($"clear of {grain}");
}

/// <summary>A grain's state as the engine holds it.</summary>
public sealed class StoredState<T> : IGrainState<T> where T : new()
{
    /// <summary>Orleans allows a state that is none.</summary>
    [AllowNull]
    public T State { get; set => field = value ?? new(); } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
