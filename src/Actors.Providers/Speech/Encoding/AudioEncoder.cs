namespace Actors.Speech;

/// <summary>Packs sound. Which formats there are depends on which libraries are installed. Thread-safe.</summary>
public static class AudioEncoder
{
    /// <summary>The formats that can be made here.</summary>
    public static IReadOnlyList<AudioFormat> Formats { get; } =
        [AudioFormat.Wav, .. Mp3.IsAvailable ? (AudioFormat[])[AudioFormat.Mp3] : [], .. OggOpus.IsAvailable ? (AudioFormat[])[AudioFormat.Opus] : []];

    /// <summary>The name on the wire.</summary>
    public static string NameOf(AudioFormat format) => format switch { AudioFormat.Mp3 => "mp3", AudioFormat.Opus => "opus", _ => "wav" };

    /// <summary>The format of a name, or of the nearest that there is: WAV.</summary>
    public static AudioFormat Of(string? name) => Formats.FirstOrDefault(format => NameOf(format).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The packed sound.</summary>
    public static byte[] Encode(Pcm sound, AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => Mp3.Encode(sound),
        AudioFormat.Opus => OggOpus.Encode(sound),
        _ => sound.ToWav(),
    };
}
