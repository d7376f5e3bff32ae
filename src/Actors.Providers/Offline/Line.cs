using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>How she is disposed, by her sulking level.</summary>
internal enum Mood
{
    /// <summary>Well.</summary>
    Any,

    /// <summary>Pouting.</summary>
    Sulky,

    /// <summary>Turned away.</summary>
    Cold,
}

/// <summary>One of the things she can say in a dialogue move.</summary>
/// <param name="Move">The move.</param>
/// <param name="Mood">The mood for which it is meant.</param>
/// <param name="Emotion">How she feels as she says it.</param>
/// <param name="Gesture">What she does.</param>
/// <param name="Text">The text, with placeholders.</param>
internal sealed record Line(string Move, Mood Mood, TutorEmotion Emotion, TutorGesture Gesture, Saying Text);
