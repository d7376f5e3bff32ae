namespace Actors.Tutor;

/// <summary>The log of ended turns: large, growing, and read by history, search and analytics. Thread-safe.</summary>
public interface ITurnLog
{
    /// <summary>Appends turns; one that is there already is left as it is. Durable when it completes.</summary>
    Task AppendAsync(string session, IReadOnlyList<TutorTurn> turns);

    /// <summary>The latest <paramref name="limit"/> turns after <paramref name="after"/> and before <paramref name="before"/>, oldest first.</summary>
    Task<IReadOnlyList<TutorTurn>> ReadAsync(string session, long after, long before, int limit);

    /// <summary>The client ids of the latest <paramref name="limit"/> turns that have one, oldest first.</summary>
    Task<IReadOnlyList<(string Id, long Turn)>> RecentIdsAsync(string session, long after, int limit);

    /// <summary>Removes the turns up to and including <paramref name="through"/>, and tells how many there were.</summary>
    Task<long> DeleteAsync(string session, long through);
}
