using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Tutor;

/// <summary>
/// A turn that waits in the state for the turn log. It is written with every state until then, so its JSON is made once.
/// </summary>
[GenerateSerializer, Immutable, Alias("tutor.unlogged-turn")]
[JsonConverter(typeof(UnloggedTurnConverter))]
public sealed class UnloggedTurn(TutorTurn turn)
{
    // Not part of the state: a copy makes its own.
    [NonSerialized]
    private byte[]? _json;

    /// <summary>The turn.</summary>
    [Id(0)] public TutorTurn Turn { get; } = turn;

    internal ReadOnlySpan<byte> Json => _json ??= StateJson.Write(Turn, GrainStateJson.Default.TutorTurn);
}

/// <summary>A waiting turn is stored as the turn itself.</summary>
internal sealed class UnloggedTurnConverter : JsonConverter<UnloggedTurn>
{
    public override UnloggedTurn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, GrainStateJson.Default.TutorTurn) ?? throw new JsonException("A stored turn is null."));

    public override void Write(Utf8JsonWriter writer, UnloggedTurn value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json, skipInputValidation: true);
}
