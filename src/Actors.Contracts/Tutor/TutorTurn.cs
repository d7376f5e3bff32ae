using System.Text.Json.Serialization;

namespace Actors.Tutor;

/// <summary>A turn that has ended: what the user said and what she answered. A line of the session's log.</summary>
/// <param name="Turn">Its number, from 1.</param>
/// <param name="Seq">The number of its final event.</param>
/// <param name="ClientId">The client's id of the message; null when it gave none.</param>
/// <param name="AtMs">When the user wrote, Unix milliseconds UTC.</param>
/// <param name="UserText">What the user wrote; empty when she wrote by herself.</param>
/// <param name="Answers">Quiz answers given since the turn before: <c>r</c> right, <c>w</c> wrong, in order.</param>
/// <param name="Reply">What she answered; of an interrupted turn what had been shown.</param>
/// <param name="SulkingLevel">Her sulking level after the message.</param>
/// <param name="IsInterrupted">Whether the user stopped her.</param>
/// <param name="EndedAtMs">When the turn ended, Unix milliseconds UTC.</param>
/// <param name="CommandId">What told the message from others, where the client gave no id.</param>
[GenerateSerializer, Immutable, Alias("tutor.turn")]
public sealed record TutorTurn(
    [property: Id(0)] long Turn,
    [property: Id(1)] long Seq,
    [property: Id(2)] string? ClientId,
    [property: Id(3)] long AtMs,
    [property: Id(4)] string UserText,
    [property: Id(5)] string Answers,
    [property: Id(6)] TutorReply Reply,
    [property: Id(7)] int SulkingLevel,
    [property: Id(8)] bool IsInterrupted,
    [property: Id(9)] long EndedAtMs,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CommandId = null)
{
    /// <summary>Whether she wrote by herself, without a message of the user.</summary>
    public bool IsNudge => UserText.Length == 0;
}
