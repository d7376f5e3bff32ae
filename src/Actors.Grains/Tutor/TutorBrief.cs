using System.Collections.Immutable;

namespace Actors.Tutor;

/// <summary>What she knows as she answers one message. A model sees it and changes none of it.</summary>
public sealed record TutorBrief
{
    /// <summary>Whose session: with <see cref="Turn"/> the seed of every choice, so that the same turn gives the same reply.</summary>
    public required string Session { get; init; }

    /// <summary>The turn's number.</summary>
    public required long Turn { get; init; }

    /// <summary>The message.</summary>
    public required string Message { get; init; }

    /// <summary>The message in the form in which phrases are looked for.</summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public string Normalised
    {
        get => field ??= TextRules.Normalise(Message);
        init;
    }

    /// <summary>How she addresses the user.</summary>
    public required string UserRole { get; init; }

    /// <summary>How the message sounds.</summary>
    public required Tone Tone { get; init; }

    /// <summary>Her sulking level before the message.</summary>
    public required int SulkingBefore { get; init; }

    /// <summary>Her sulking level now.</summary>
    public required int SulkingLevel { get; init; }

    /// <summary>How fond she is of the user, 0 to 100.</summary>
    public required int Favourability { get; init; }

    /// <summary>Full days since the last message, at most three.</summary>
    public required int DaysAway { get; init; }

    /// <summary>What she said last; null in the first turn.</summary>
    public required string? LastReply { get; init; }

    /// <summary>Whether the latest quiz answer since the last turn was right; null when there was none.</summary>
    public required bool? LastAnswer { get; init; }

    /// <summary>Words that the user missed, oldest first.</summary>
    public required ImmutableArray<string> MissedWords { get; init; }

    /// <summary>Words that are due to come back by the schedule, the longest due first.</summary>
    public ImmutableArray<string> DueWords { get; init; } = [];

    /// <summary>Her notes on what fell out of her memory; null when there are none.</summary>
    public string? Summary { get; init; }
}
