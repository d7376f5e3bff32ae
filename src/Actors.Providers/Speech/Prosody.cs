using Actors.Tutor;

namespace Actors.Speech;

/// <summary>How her mood sounds, as factors on the voice's own values. Volume of 1 is as recorded.</summary>
/// <param name="Rate">How fast.</param>
/// <param name="Pitch">How high.</param>
/// <param name="Range">How far the melody goes up and down.</param>
/// <param name="Volume">How loud.</param>
public readonly record struct Prosody(float Rate, float Pitch, float Range, float Volume)
{
    /// <summary>Calm.</summary>
    public static readonly Prosody Neutral = new(1, 1, 1, 1);

    /// <summary>
    /// The mood in her voice: the emotion's row of this table, and for each level of sulking a little slower, flatter and
    /// more quietly, so that the learner hears the quarrel before reading it.
    /// <code>
    ///            rate  pitch range volume
    /// happy      1.08  1.12  1.25  1.00
    /// excited    1.18  1.18  1.40  1.10
    /// shy        0.92  1.10  0.85  0.75
    /// worried    1.05  1.08  1.15  0.95
    /// sad        0.85  0.90  0.70  0.80
    /// angry      1.12  1.02  1.40  1.20
    /// sulking    0.88  0.95  0.60  0.85
    /// neutral    1.00  1.00  1.00  1.00
    /// each level -1 %   -     -4 %  -2 %   of sulking, 0 to 10
    /// </code>
    /// </summary>
    public static Prosody Of(TutorEmotion emotion, int sulkingLevel)
    {
        var feeling = emotion switch
        {
            TutorEmotion.Happy => new Prosody(1.08f, 1.12f, 1.25f, 1f),
            TutorEmotion.Excited => new(1.18f, 1.18f, 1.4f, 1.1f),
            TutorEmotion.Shy => new(0.92f, 1.1f, 0.85f, 0.75f),
            TutorEmotion.Worried => new(1.05f, 1.08f, 1.15f, 0.95f),
            TutorEmotion.Sad => new(0.85f, 0.9f, 0.7f, 0.8f),
            TutorEmotion.Angry => new(1.12f, 1.02f, 1.4f, 1.2f),
            TutorEmotion.Sulking => new(0.88f, 0.95f, 0.6f, 0.85f),
            _ => Neutral,
        };
        var level = Math.Clamp(sulkingLevel, 0, SulkingRules.Highest);
        return new(feeling.Rate * (1 - (0.01f * level)), feeling.Pitch, feeling.Range * (1 - (0.04f * level)), feeling.Volume * (1 - (0.02f * level)));
    }
}
