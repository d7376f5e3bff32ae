namespace Actors.Tutor;

/// <summary>The names of emotions and gestures on the wire, UTF-8.</summary>
public static class WireNames
{
    /// <summary>The name of an emotion.</summary>
    public static ReadOnlySpan<byte> Of(TutorEmotion emotion) => emotion switch
    {
        TutorEmotion.Happy => "happy"u8,
        TutorEmotion.Sad => "sad"u8,
        TutorEmotion.Angry => "angry"u8,
        TutorEmotion.Shy => "shy"u8,
        TutorEmotion.Sulking => "sulking"u8,
        TutorEmotion.Worried => "worried"u8,
        TutorEmotion.Excited => "excited"u8,
        _ => "neutral"u8,
    };

    /// <summary>The name of a gesture.</summary>
    public static ReadOnlySpan<byte> Of(TutorGesture gesture) => gesture switch
    {
        TutorGesture.Bow => "bow"u8,
        TutorGesture.Smile => "smile"u8,
        TutorGesture.TurnAway => "turn_away"u8,
        TutorGesture.PourTea => "pour_tea"u8,
        TutorGesture.DrawSword => "draw_sword"u8,
        TutorGesture.GiveGift => "give_gift"u8,
        _ => "none"u8,
    };
}
