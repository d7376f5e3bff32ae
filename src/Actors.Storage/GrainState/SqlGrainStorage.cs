using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Orleans.Storage;

namespace Actors.Storage.GrainState;

/// <summary>Grain state of the embedded engine: a JSON record with a version, one row per grain and state.</summary>
internal sealed class SqlGrainStorage(Database database, IJsonTypeInfoResolver types) : IGrainStorage
{
    private const string Select = """
        select etag, data from grain_state where grain_type = @Type and grain_key = @Key and state_name = @stateName
        """;

    private readonly JsonSerializerOptions _json = new()
    {
        TypeInfoResolver = types,
        Encoder = Delivery.WireJson.Encoder,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new { Type = grainId.Type.ToString(), Key = grainId.Key.ToString(), stateName };
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(Select, key));
        grainState.RecordExists = row is not null;
        grainState.ETag = row?.Etag.ToString(CultureInfo.InvariantCulture);
        grainState.State = row is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize(row.Data, TypeInfo<T>())
            ?? throw new StorageException(StorageProblem.Corrupt, $"The state of {grainId} is empty.");
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, TypeInfo<T>());
        return database.WriteAsync(grainState.ETag is null
            ? new InsertState<T>(stateName, grainId, grainState, data)
            : new UpdateState<T>(stateName, grainId, grainState, data));
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        grainState.ETag is null ? Task.CompletedTask : database.WriteAsync(new DeleteState<T>(stateName, grainId, grainState));

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T));

    private sealed record Row(long Etag, string Data);
}
