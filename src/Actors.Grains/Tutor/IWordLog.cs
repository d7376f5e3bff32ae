using Actors.Study;

namespace Actors.Tutor;

/// <summary>
/// The words of the users, a row each. Writes carry a number and are idempotent by it: the same again changes nothing. Times
/// are Unix milliseconds UTC. Failures are exceptions of the store.
/// </summary>
public interface IWordLog
{
    /// <summary>Counts words and turns of one stretch of the conversation, which ends with turn <paramref name="throughTurn"/>.</summary>
    Task MeetAsync(string userId, long throughTurn, IReadOnlyList<MetWord> words, IReadOnlyList<ActiveSlot> slots);

    /// <summary>The card of a word; <see cref="FsrsCard.New"/> when it was never asked.</summary>
    Task<FsrsCard> CardAsync(string userId, string word);

    /// <summary>Keeps an answer and the card that it leads to.</summary>
    Task AnswerAsync(string userId, WordAnswer answer, FsrsCard card);

    /// <summary>The words to ask now.</summary>
    Task<DueWords> DueAsync(string userId, long nowMs, int count);

    /// <summary>Deletes the words of a user and when he was there. Tells how many words there were.</summary>
    Task<long> EraseAsync(string userId);
}

/// <summary>A word in a stretch of the conversation.</summary>
/// <param name="Word">The word.</param>
/// <param name="Turns">In how many turns it came.</param>
/// <param name="FirstAtMs">When first.</param>
/// <param name="LastAtMs">When last.</param>
public readonly record struct MetWord(string Word, int Turns, long FirstAtMs, long LastAtMs);

/// <summary>A quarter of an hour in which the user was there: small enough to be a part of one day in every time zone.</summary>
/// <param name="AtMs">When it begins.</param>
/// <param name="Turns">Turns that ended in it.</param>
public readonly record struct ActiveSlot(long AtMs, int Turns)
{
    /// <summary>How long a slot is.</summary>
    public const long LengthMs = 15 * 60 * 1000;

    /// <summary>The slot of a time.</summary>
    public static long Of(long atMs) => atMs - (atMs % LengthMs);
}
