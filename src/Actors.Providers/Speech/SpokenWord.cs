namespace Actors.Speech;

/// <summary>When a word is spoken.</summary>
/// <param name="Start">Its first character in the text that was to be spoken.</param>
/// <param name="Length">Its characters.</param>
/// <param name="AtMs">When it begins, milliseconds from the beginning of the sound.</param>
public readonly record struct SpokenWord(int Start, int Length, int AtMs);
