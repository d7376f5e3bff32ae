namespace Actors.Tutor;

/// <summary>Puts turns that fell out of her memory into few words. Thread-safe.</summary>
public interface ITutorSummaries
{
    /// <summary>Whether anybody reads summaries: the tutor without a model does not.</summary>
    bool AreRead { get; }

    /// <summary>The notes so far with these turns worked in; null when no provider could. Takes as long as a model does.</summary>
    Task<string?> MakeAsync(string userId, string? before, IReadOnlyList<TutorTurn> turns, CancellationToken cancellationToken);
}
