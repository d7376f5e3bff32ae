using Actors.Silo.Import;
using Orleans.Storage;

namespace Actors.Silo.Storage;

/// <summary>Grain state as the same JSON as on the embedded engine, so that records can move from the one to the other.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => input is RawState raw ? new(raw.Json) : new(StateJson.Write(input ?? throw new ArgumentNullException(nameof(input)), StateJson.TypeOf<T>()));

    public T Deserialize<T>(BinaryData input) => typeof(T) == typeof(RawState) ? (T)(object)new RawState { Json = input.ToArray() } : StateJson.Read<T>(input.ToMemory().Span);
}
