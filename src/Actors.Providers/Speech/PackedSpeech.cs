namespace Actors.Speech;

/// <summary>A text that was spoken, ready to be sent.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">What it is.</param>
/// <param name="DurationMs">How long it is.</param>
/// <param name="Words">When each word begins, in order; empty where the engine does not say.</param>
public sealed record PackedSpeech(byte[] Bytes, AudioFormat Format, int DurationMs, IReadOnlyList<SpokenWord> Words);
