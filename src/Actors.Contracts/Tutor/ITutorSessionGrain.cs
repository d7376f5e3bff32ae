using Actors.Delivery;
using Orleans.Concurrency;

namespace Actors.Tutor;

/// <summary>
/// One learner's conversation with the tutor. Key: <see cref="TutorSessionKey"/>. Keeps the last 20 turns, her temper, and
/// the turn under way; what is acknowledged is durable.
/// </summary>
[Alias("tutor.ITutorSessionGrain")]
public interface ITutorSessionGrain : ISessionGrain
{
    /// <summary>
    /// Takes a message. Accepted means that <c>typing</c>, <c>delta</c> and a final event will follow through the host; the
    /// reply itself is not waited for. The same client id again starts nothing.
    /// </summary>
    [Alias("Chat")]
    Task<ChatOutcome> Chat(StartChat command);

    /// <summary>
    /// Ends the turn under way and all that wait behind it; each gets a final <c>interrupted</c>. True when there was one.
    /// When it completes, no event of those turns follows.
    /// </summary>
    [Alias("Stop")]
    Task<bool> Stop(StopTurn command);

    /// <summary>A page of the conversation, oldest first, cleared turns left out.</summary>
    [Alias("History"), ReadOnly]
    Task<HistoryPage> History(HistoryQuery query);

    /// <summary>What a client shows beside the conversation.</summary>
    [Alias("Snapshot"), ReadOnly]
    Task<TutorSnapshot> Snapshot();

    /// <summary>Sees to it that the turn log has all ended turns and the word book all answers; tells the latest of the turns.</summary>
    [Alias("KeepTurns")]
    Task<long> KeepTurns();

    /// <summary>Changes how she addresses the user; all clients get a <c>state</c> event.</summary>
    [Alias("SetRole")]
    Task SetRole(ChangeRole command);

    /// <summary>Stops, and forgets the conversation, but not her temper; all clients get a <c>state</c> event.</summary>
    [Alias("ClearHistory")]
    Task ClearHistory(ClearHistory command);

    /// <summary>
    /// Judges an answer; all clients get a <c>quiz_result</c> event. A quiz answered before keeps its first result. False
    /// when there is no such quiz.
    /// </summary>
    [Alias("AnswerQuiz")]
    Task<bool> AnswerQuiz(AnswerQuiz command);

    /// <summary>Stops, and forgets everything. Tells how many turns there were.</summary>
    [Alias("Erase")]
    Task<long> Erase();
}
