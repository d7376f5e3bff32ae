using Orleans.Storage;

namespace Actors.Silo.Storage;

/// <summary>Grain state as the same JSON as on the embedded engine, so that records can move from the one to the other.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(StateJson.Write(input ?? throw new ArgumentNullException(nameof(input)), StateJson.TypeOf<T>()));

    public T Deserialize<T>(BinaryData input) => StateJson.Read<T>(input.ToMemory().Span);
}
