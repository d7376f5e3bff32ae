using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Delivery;

/// <summary>Writes wire frames: UTF-8 JSON in which Chinese stays Chinese. Thread-safe.</summary>
public static class WireJson
{
    /// <summary>
    /// No HTML escaping: frames are never put into a page as markup, and escapes would double the size of Chinese text.
    /// </summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _scratch;

    /// <summary>Writes one object; <paramref name="write"/> adds its members.</summary>
    public static byte[] Object<T>(T value, Action<Utf8JsonWriter, T> write) => Value((value, write), static (json, v) =>
    {
        json.WriteStartObject();
        v.write(json, v.value);
        json.WriteEndObject();
    });

    /// <summary>Writes a value of its own type's making; <paramref name="write"/> writes all of it.</summary>
    public static byte[] Value<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Taken away while it is in use: what is written may itself write something.
        var scratch = _scratch ?? New();
        _scratch = null;
        var (buffer, writer) = scratch;
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, value);
        writer.Flush();
        _scratch = scratch;
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
