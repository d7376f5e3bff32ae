using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Tutor;

/// <summary>
/// What a tutor session keeps in its state record. The conversation itself is in the turn log; here are only the turns that
/// have not been copied there yet. Changed by <c>with</c>, written once a turn.
/// </summary>
[GenerateSerializer, Immutable, Alias("tutor.session-state")]
public sealed record TutorSessionState
{
    /// <summary>The last event number reserved.</summary>
    [Id(0)] public long SeqCeiling { get; init; }

    /// <summary>The last turn number given out before the last turn ended.</summary>
    [Id(1)] public long LastTurn { get; init; }

    /// <summary>Turns up to here were cleared by the user.</summary>
    [Id(2)] public long ClearedThrough { get; init; }

    /// <summary>Her sulking level, 0 to 10.</summary>
    [Id(3)] public int SulkingLevel { get; init; }

    /// <summary>How fond she is of the user, 0 to 100.</summary>
    [Id(4)] public int Favourability { get; init; } = SulkingRules.FirstFavourability;

    /// <summary>Her emotion since the last reply.</summary>
    [Id(5)] public TutorEmotion Emotion { get; init; }

    /// <summary>How she addresses the user.</summary>
    [Id(6)] public string UserRole { get; init; } = UserRoles.Brother;

    /// <summary>When the user last wrote, Unix milliseconds UTC; 0 for never.</summary>
    [Id(7)] public long LastMessageAtMs { get; init; }

    /// <summary>Quiz answers since the last turn: <c>r</c> right, <c>w</c> wrong.</summary>
    [Id(8)] public string AnswersSinceTurn { get; init; } = "";

    /// <summary>The latest quizzes, oldest first.</summary>
    [Id(9)] public ImmutableArray<PosedQuiz> Quizzes { get; init; } = [];

    /// <summary>Words answered wrongly that shall come back, oldest first.</summary>
    [Id(10)] public ImmutableArray<string> MissedWords { get; init; } = [];

    /// <summary>Turns not yet in the turn log, oldest first: an outbox, written with the effect it reports.</summary>
    [Id(11)] public ImmutableArray<UnloggedTurn> Unlogged { get; init; } = [];

    /// <summary>The number of the event that told of the clearing: who has not seen it must load the history.</summary>
    [Id(12)] public long ClearedSeq { get; init; }

    /// <summary>Notes on the turns that fell out of her memory; null when there are none.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Summary { get; init; }

    /// <summary>The last turn that the notes know.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SummarisedThrough { get; init; }

    /// <summary>Quiz answers that the word book has not yet, oldest first: an outbox.</summary>
    [Id(15)] public ImmutableArray<WordAnswer> Answers { get; init; } = [];

    /// <summary>How many quiz answers there were.</summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AnswerCount { get; init; }

    /// <summary>How many steps of <see cref="NudgeRules"/> are done since the last message.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NudgesSent { get; init; }

    /// <summary>Whether a reminder will look after the user.</summary>
    [Id(18), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasReminder { get; init; }

    /// <summary>Tokens that the user's quota does not know of yet, oldest first: an outbox.</summary>
    [Id(19)] public ImmutableArray<TokenDebit> Debits { get; init; } = [];
}

/// <summary>What a turn has used.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Tokens">Tokens of prompts and reply.</param>
[GenerateSerializer, Immutable, Alias("tutor.token-debit")]
public sealed record TokenDebit([property: Id(0)] long Turn, [property: Id(1)] long Tokens);

/// <summary>A quiz that she asked.</summary>
/// <param name="Quiz">The quiz.</param>
/// <param name="WasCorrect">How it was answered; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("tutor.posed-quiz")]
public sealed record PosedQuiz([property: Id(0)] TutorQuiz Quiz, [property: Id(1)] bool? WasCorrect);
