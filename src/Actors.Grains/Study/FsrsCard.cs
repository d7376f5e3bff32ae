namespace Actors.Study;

/// <summary>Where a card is in its life. The numbers are those of the published implementations.</summary>
[GenerateSerializer, Alias("study.fsrs-state")]
public enum FsrsState
{
    /// <summary>New, or in its first steps.</summary>
    Learning = 1,

    /// <summary>Known; comes back in days.</summary>
    Review = 2,

    /// <summary>Forgotten; in steps again.</summary>
    Relearning = 3,
}

/// <summary>How well something was remembered.</summary>
[GenerateSerializer, Alias("study.fsrs-rating")]
public enum FsrsRating
{
    /// <summary>Not at all.</summary>
    Again = 1,

    /// <summary>With effort.</summary>
    Hard = 2,

    /// <summary>As it should be.</summary>
    Good = 3,

    /// <summary>Without effort.</summary>
    Easy = 4,
}

/// <summary>What is remembered of one thing to learn.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Step">Its step, from 0, while it is learnt; 0 in review.</param>
/// <param name="Stability">Days after which nine of ten are remembered; 0 before the first review.</param>
/// <param name="Difficulty">1 to 10; 0 before the first review.</param>
/// <param name="DueAtMs">When it is due, Unix milliseconds UTC.</param>
/// <param name="ReviewedAtMs">When it was reviewed last, Unix milliseconds UTC; 0 for never.</param>
[GenerateSerializer, Immutable, Alias("study.fsrs-card")]
public sealed record FsrsCard(
    [property: Id(0)] FsrsState State,
    [property: Id(1)] int Step,
    [property: Id(2)] double Stability,
    [property: Id(3)] double Difficulty,
    [property: Id(4)] long DueAtMs,
    [property: Id(5)] long ReviewedAtMs)
{
    /// <summary>A card that was never reviewed; it is due at once.</summary>
    public static readonly FsrsCard New = new(FsrsState.Learning, 0, 0, 0, 0, 0);
}
