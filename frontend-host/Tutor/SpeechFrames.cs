using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>Replies for clients that asked for sound.</summary>
internal static class SpeechFrames
{
    private static readonly byte[] Success = """{"status":"success","""u8.ToArray();
    private static readonly byte[] NoEngine = ""","audio_error":"NO_SPEECH_ENGINE"}}"""u8.ToArray();

    /// <summary>With no speech engine a reply says so, beside its <c>audio_base64: null</c>.</summary>
    public static byte[] WithoutEngine(SessionEvent happened) =>
        happened.Kind == EventKind.Final && happened.Json.AsSpan().StartsWith(Success) ? [.. happened.Json.AsSpan(..^2), .. NoEngine] : happened.Json;
}
