namespace Actors.Speech;

/// <summary>How sound is packed.</summary>
public enum AudioFormat
{
    /// <summary>WAV, 16 bits mono.</summary>
    Wav,

    /// <summary>MP3, 48 kbit/s.</summary>
    Mp3,

    /// <summary>Opus in an Ogg file, 24 kbit/s.</summary>
    Opus,
}
