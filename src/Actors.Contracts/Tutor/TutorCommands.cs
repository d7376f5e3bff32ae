using Actors.Accounts;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>What a message does that arrives while a turn is under way.</summary>
[GenerateSerializer, Alias("tutor.double-text")]
public enum DoubleText
{
    /// <summary>Waits its turn.</summary>
    Queue,

    /// <summary>Stops the turn and takes its place.</summary>
    Interrupt,

    /// <summary>Is refused.</summary>
    Reject,
}

/// <summary>A message to the tutor.</summary>
/// <param name="ClientId">The client's id of the message; null when it gave none.</param>
/// <param name="Message">The text, cleaned and within its limit.</param>
/// <param name="UserRole">How she is to address the user from now on; null to leave it.</param>
/// <param name="Policy">What to do when a turn is under way.</param>
/// <param name="Host">Who gets the events.</param>
/// <param name="CommandId">Tells the message from others where the client gave no id; nobody else is shown it. Null when it will not be sent again.</param>
/// <param name="IsAgain">It was sent before and may be known; when it is not, its turn begins anew with a <c>restart</c>.</param>
[GenerateSerializer, Immutable, Alias("tutor.start-chat")]
public sealed record StartChat(
    [property: Id(0)] string? ClientId,
    [property: Id(1)] string Message,
    [property: Id(2)] string? UserRole,
    [property: Id(3)] DoubleText Policy,
    [property: Id(4)] IHostObserver Host,
    [property: Id(5)] string? CommandId = null,
    [property: Id(6)] bool IsAgain = false)
{
    /// <summary>What tells the message from others; null when nothing does.</summary>
    public string? Id => ClientId ?? CommandId;
}

/// <summary>What became of a message.</summary>
[GenerateSerializer, Alias("tutor.chat-status")]
public enum ChatStatus
{
    /// <summary>A turn has begun or waits.</summary>
    Accepted,

    /// <summary>The same message is under way.</summary>
    InProgress,

    /// <summary>The same message was answered: the final event is here.</summary>
    Answered,

    /// <summary>The id was used for another text.</summary>
    IdConflict,

    /// <summary>A turn is under way and the policy is to refuse.</summary>
    Busy,

    /// <summary>Too many messages wait.</summary>
    QueueFull,

    /// <summary>The user's plan allows no more today.</summary>
    QuotaExceeded,
}

/// <summary>What became of a message.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Final">Of an answered message, its final event.</param>
/// <param name="Turn">Of a message that was accepted or is under way, its turn.</param>
/// <param name="Quota">Of a message that the plan does not allow, what is used.</param>
[GenerateSerializer, Immutable, Alias("tutor.chat-outcome")]
public sealed record ChatOutcome(
    [property: Id(0)] ChatStatus Status, [property: Id(1)] SessionEvent? Final = null, [property: Id(2)] long Turn = 0, [property: Id(3)] QuotaView? Quota = null);

/// <summary>Stops her.</summary>
/// <param name="Host">Who gets the events.</param>
/// <param name="CommandId">Tells the command from others when it may come twice; null when it comes once.</param>
[GenerateSerializer, Immutable, Alias("tutor.stop-turn")]
public sealed record StopTurn([property: Id(0)] IHostObserver Host, [property: Id(1)] string? CommandId = null);

/// <summary>Changes how she addresses the user.</summary>
/// <param name="ClientId">The client's id of the command; null when it gave none.</param>
/// <param name="UserRole">How.</param>
/// <param name="Host">Who gets the events.</param>
/// <param name="CommandId">Tells the command from others when it may come twice; null when it comes once.</param>
[GenerateSerializer, Immutable, Alias("tutor.change-role")]
public sealed record ChangeRole(
    [property: Id(0)] string? ClientId, [property: Id(1)] string UserRole, [property: Id(2)] IHostObserver Host, [property: Id(3)] string? CommandId = null);

/// <summary>Forgets the conversation.</summary>
/// <param name="ClientId">The client's id of the command; null when it gave none.</param>
/// <param name="Host">Who gets the events.</param>
/// <param name="CommandId">Tells the command from others when it may come twice; null when it comes once.</param>
[GenerateSerializer, Immutable, Alias("tutor.clear-history")]
public sealed record ClearHistory([property: Id(0)] string? ClientId, [property: Id(1)] IHostObserver Host, [property: Id(2)] string? CommandId = null);

/// <summary>Answers a quiz.</summary>
/// <param name="ClientId">The client's id of the command; null when it gave none.</param>
/// <param name="QuizId">Which quiz.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Host">Who gets the events.</param>
/// <param name="CommandId">Tells the command from others when it may come twice; null when it comes once.</param>
[GenerateSerializer, Immutable, Alias("tutor.answer-quiz")]
public sealed record AnswerQuiz(
    [property: Id(0)] string? ClientId,
    [property: Id(1)] string QuizId,
    [property: Id(2)] string Answer,
    [property: Id(3)] IHostObserver Host,
    [property: Id(4)] string? CommandId = null);
