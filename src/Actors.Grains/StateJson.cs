using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Delivery;

namespace Actors;

/// <summary>Stored JSON: written by the generated code, which is several times faster than the general one, and read by the general one.</summary>
public static class StateJson
{
    // The generated code sets every init member, so one that an older record lacks would lose its default.
    private static readonly JsonSerializerOptions Reading = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>How a state is written.</summary>
    public static JsonTypeInfo<T> TypeOf<T>() => GrainStateJson.Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new InvalidOperationException($"{typeof(T)} is not listed in {nameof(GrainStateJson)}.");

    /// <summary>Reads a state; members that it lacks have their defaults.</summary>
    public static T Read<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<T>(utf8, Reading) ?? throw new JsonException("A stored state is null.");

    /// <summary>The same of a text.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Reading) ?? throw new JsonException("A stored state is null.");

    /// <summary>The value as UTF-8 JSON, Chinese unescaped.</summary>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => WireJson.Value((value, type), Generated, static json => json.ToArray());

    /// <summary>The same in a buffer of the shared pool, to be returned when it was stored.</summary>
    public static PooledUtf8 WritePooled<T>(T value, JsonTypeInfo<T> type) => WireJson.Value((value, type), Generated, PooledUtf8.Copy);

    private static void Generated<T>(Utf8JsonWriter json, (T Value, JsonTypeInfo<T> Type) v)
    {
        if (v.Type.SerializeHandler is { } generated) generated(json, v.Value);
        else JsonSerializer.Serialize(json, v.Value, v.Type);
    }
}

/// <summary>UTF-8 text in a buffer of the shared pool.</summary>
public readonly struct PooledUtf8
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private PooledUtf8(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    /// <summary>The text; not to be used after <see cref="Return"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Gives the buffer back. Once.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(_buffer);

    internal static PooledUtf8 Copy(ReadOnlySpan<byte> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(buffer);
        return new(buffer, text.Length);
    }
}
