namespace Actors.Speech;

/// <summary>A text that was not spoken. The code is for the wire: <c>SPEECH_BUSY</c>, <c>SPEECH_TOO_SLOW</c>, <c>SPEECH_QUOTA</c> or <c>SPEECH_FAILED</c>.</summary>
public sealed class SpeechException(string code, Exception? cause = null) : Exception($"No speech: {code}.", cause)
{
    /// <summary>Too many sentences wait.</summary>
    public const string Busy = "SPEECH_BUSY";

    /// <summary>The engine takes too long.</summary>
    public const string TooSlow = "SPEECH_TOO_SLOW";

    /// <summary>The user's plan allows no more today.</summary>
    public const string QuotaExceeded = "SPEECH_QUOTA";

    /// <summary>The engine failed.</summary>
    public const string Failed = "SPEECH_FAILED";

    /// <summary>What went wrong.</summary>
    public string Code { get; } = code;
}
