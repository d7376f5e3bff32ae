namespace Actors.Tutor;

/// <summary>Asks for a page of the conversation.</summary>
/// <param name="Limit">How many messages at most, 1 to <see cref="MaxLimit"/>.</param>
/// <param name="BeforeId">The message before which to end; null for the newest.</param>
[GenerateSerializer, Immutable, Alias("tutor.history-query")]
public sealed record HistoryQuery([property: Id(0)] int Limit = HistoryQuery.DefaultLimit, [property: Id(1)] string? BeforeId = null)
{
    /// <summary>The limit when the client names none.</summary>
    public const int DefaultLimit = 40;

    /// <summary>The greatest limit.</summary>
    public const int MaxLimit = 200;
}

/// <summary>One side of a turn.</summary>
/// <param name="Id">Its id, for paging.</param>
/// <param name="IsUser">Whether the user said it.</param>
/// <param name="Content">The text; hers is the Chinese.</param>
/// <param name="AtMs">When, Unix milliseconds UTC.</param>
/// <param name="Reply">Of hers, all that she said and how.</param>
[GenerateSerializer, Immutable, Alias("tutor.history-message")]
public sealed record HistoryMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] bool IsUser,
    [property: Id(2)] string Content,
    [property: Id(3)] long AtMs,
    [property: Id(4)] TutorReply? Reply = null);

/// <summary>A page of the conversation, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("tutor.history-page")]
public sealed record HistoryPage([property: Id(0)] IReadOnlyList<HistoryMessage> Messages);

/// <summary>What a client shows beside the conversation.</summary>
/// <param name="SulkingLevel">0 to 10.</param>
/// <param name="Emotion">Her emotion since the last reply.</param>
/// <param name="UserRole">How she addresses the user.</param>
/// <param name="Turns">Turns in memory, at most 20.</param>
/// <param name="Favourability">0 to 100.</param>
/// <param name="IsGenerating">Whether a turn is under way.</param>
/// <param name="MissedWords">Words answered wrongly that will come back.</param>
[GenerateSerializer, Immutable, Alias("tutor.snapshot")]
public sealed record TutorSnapshot(
    [property: Id(0)] int SulkingLevel,
    [property: Id(1)] TutorEmotion Emotion,
    [property: Id(2)] string UserRole,
    [property: Id(3)] int Turns,
    [property: Id(4)] int Favourability,
    [property: Id(5)] bool IsGenerating,
    [property: Id(6)] IReadOnlyList<string> MissedWords);
