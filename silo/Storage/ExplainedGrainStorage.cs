using Actors.Storage;
using Orleans.Storage;

namespace Actors.Silo.Storage;

/// <summary>
/// Gives the failures of the driver the form that grains and front ends know, a <see cref="StorageException"/>, and each key a row
/// of its own: <see cref="StoredKey"/>.
/// </summary>
internal sealed class ExplainedGrainStorage(IGrainStorage inner, Database database) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ExplainAsync(inner.ReadStateAsync(stateName, StoredKey.Of(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ExplainAsync(inner.WriteStateAsync(stateName, StoredKey.Of(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ExplainAsync(inner.ClearStateAsync(stateName, StoredKey.Of(grainId), grainState));

    private async Task ExplainAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception failure) when (failure is not InconsistentStateException)
        {
            if (database.Explain(failure) is { } explained) throw explained;
            throw;
        }
    }
}
