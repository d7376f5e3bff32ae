using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Actors.Delivery;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>Replies and their sound on the wire. Pure.</summary>
internal static class SpeechFrames
{
    /// <summary>No engine was found, or it was switched off.</summary>
    public const string NoEngine = "NO_SPEECH_ENGINE";

    /// <summary>A reply that is sent once more and was not the latest.</summary>
    public const string NotAgain = "NOT_SPOKEN_AGAIN";

    /// <summary>A reply without a word that can be spoken.</summary>
    public const string NothingToSpeak = "NOTHING_TO_SPEAK";

    private static readonly byte[] Success = """{"status":"success","""u8.ToArray();
    private static readonly byte[] Place = "\"audio_base64\":null"u8.ToArray();

    /// <summary>Whether an event is a reply: what can be spoken.</summary>
    public static bool IsReply(SessionEvent happened) => happened.Kind == EventKind.Final && happened.Json.AsSpan().StartsWith(Success);

    /// <summary>A reply that says why it has no sound.</summary>
    public static byte[] Without(byte[] reply, string error) => [.. reply.AsSpan(..^2), .. ",\"audio_error\":\""u8, .. Encoding.ASCII.GetBytes(error), .. "\"}}"u8];

    /// <summary>A reply with its sound inside.</summary>
    public static byte[] With(byte[] reply, in Sound sound)
    {
        var at = reply.AsSpan().LastIndexOf(Place);
        var words = WireJson.Object(sound, static (json, sound) => WriteWords(json, sound));
        var base64 = new byte[Base64.GetMaxEncodedToUtf8Length(sound.Speech.Bytes.Length)];
        if (Base64.EncodeToUtf8(sound.Speech.Bytes, base64, out _, out var length) != OperationStatus.Done) throw new InvalidOperationException("Base64 failed.");
        return [.. reply.AsSpan(..at), .. "\"audio_base64\":\""u8, .. base64.AsSpan(..length), .. "\","u8, .. words.AsSpan(1..^1), .. reply.AsSpan((at + Place.Length)..)];
    }

    /// <summary>Sound after, or before, its reply; <paramref name="sound"/> is null when there is none.</summary>
    public static byte[] Audio(long turn, long seq, string? id, Sound? sound, in SpokenPart part, string? error) =>
        WireJson.Object((turn, seq, id, sound, part, error), static (json, v) =>
        {
            json.WriteString("status"u8, "audio"u8);
            if (v.id is not null) json.WriteString("id"u8, v.id);
            json.WriteNumber("turn"u8, v.turn);
            json.WriteNumber("seq"u8, v.seq);
            json.WriteStartObject("data"u8);
            if (v.sound is { } sound)
            {
                json.WriteBase64String("audio_base64"u8, sound.Speech.Bytes);
                WriteWords(json, sound);
            }
            else json.WriteNull("audio_base64"u8);
            if (v.error is not null) json.WriteString("audio_error"u8, v.error);
            if (v.part.Text is { } text)
            {
                json.WriteNumber("sentence"u8, v.part.Number);
                json.WriteString("text"u8, text);
            }
            json.WriteBoolean("last"u8, v.part.IsLast);
            json.WriteEndObject();
        });

    private static void WriteWords(Utf8JsonWriter json, Sound sound)
    {
        json.WriteString("audio_format"u8, AudioEncoder.NameOf(sound.Speech.Format));
        json.WriteNumber("duration_ms"u8, sound.Speech.DurationMs);
        json.WriteStartArray("words"u8);
        foreach (var word in sound.Speech.Words)
        {
            json.WriteStartObject();
            json.WriteNumber("start"u8, sound.Offset + word.Start);
            json.WriteNumber("length"u8, word.Length);
            json.WriteNumber("at_ms"u8, word.AtMs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

/// <summary>Sound of a part of a reply.</summary>
/// <param name="Speech">The sound.</param>
/// <param name="Offset">Where the spoken text begins in what she says in this turn.</param>
internal readonly record struct Sound(PackedSpeech Speech, int Offset);

/// <summary>Which part of a reply a sound is.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Text">Its text; null when it is the whole reply.</param>
/// <param name="IsLast">Whether none follows.</param>
internal readonly record struct SpokenPart(int Number, string? Text, bool IsLast);
