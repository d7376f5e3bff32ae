using System.Globalization;
using Orleans.Storage;

namespace Actors.Storage.GrainState;

/// <summary>Grain state of the embedded engine: a JSON record with a version, one row per grain and state.</summary>
internal sealed class SqlGrainStorage(Database database) : IGrainStorage
{
    private const string Select = """
        select etag, data from grain_state where grain_type = @Type and grain_key = @Key and state_name = @stateName
        """;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new { Type = grainId.Type.ToString(), Key = grainId.Key.ToString(), stateName };
        var row = await database.ReadAsync(connection => connection.RowAsync<Row>(Select, key));
        grainState.RecordExists = row is not null;
        grainState.ETag = row?.Etag.ToString(CultureInfo.InvariantCulture);
        grainState.State = row is null ? Activator.CreateInstance<T>() : StateJson.Read<T>(row.Data);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = StateJson.WritePooled(grainState.State, StateJson.TypeOf<T>());
        return database.WriteAsync(grainState.ETag is null
            ? new InsertState<T>(stateName, grainId, grainState, data)
            : new UpdateState<T>(stateName, grainId, grainState, data));
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        grainState.ETag is null ? Task.CompletedTask : database.WriteAsync(new DeleteState<T>(stateName, grainId, grainState));

    private sealed record Row(long Etag, string Data);
}
