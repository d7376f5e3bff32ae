using System.Buffers;
using System.Text;
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
    public static byte[] Object<T>(T value, Action<Utf8JsonWriter, T> write) => Write(value, write, isObject: true, static json => json.ToArray());

    /// <summary>The same, as text.</summary>
    public static string Text<T>(T value, Action<Utf8JsonWriter, T> write) => Write(value, write, isObject: true, Encoding.UTF8.GetString);

    /// <summary>Writes a value; <paramref name="write"/> writes all of it, and <paramref name="take"/> makes of the bytes what is wanted.</summary>
    public static TResult Value<T, TResult>(T value, Action<Utf8JsonWriter, T> write, Func<ReadOnlySpan<byte>, TResult> take) =>
        Write(value, write, isObject: false, take);

    private static TResult Write<T, TResult>(T value, Action<Utf8JsonWriter, T> write, bool isObject, Func<ReadOnlySpan<byte>, TResult> take)
    {
        // Taken away while it is in use: what is written may itself write something.
        var scratch = _scratch ?? New();
        _scratch = null;
        var (buffer, writer) = scratch;
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        if (isObject) writer.WriteStartObject();
        write(writer, value);
        if (isObject) writer.WriteEndObject();
        writer.Flush();
        var result = take(buffer.WrittenSpan);
        _scratch = scratch;
        return result;
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
