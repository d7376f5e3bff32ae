using System.Collections.Immutable;

namespace Actors.Tutor;

/// <summary>
/// The words of one user: which were met, how each was answered, and when each shall come back. Key: the user id. What it
/// is told it counts once, however often it is told.
/// </summary>
[Alias("tutor.IWordBookGrain")]
public interface IWordBookGrain : IGrainWithStringKey
{
    /// <summary>Takes answers to quizzes, oldest first; those whose number it knows are left out. Durable when it completes.</summary>
    [Alias("Answer")]
    Task Answer(ImmutableArray<WordAnswer> answers);

    /// <summary>Counts the words of the logged turns up to this one. Durable when it completes.</summary>
    [Alias("CatchUp")]
    Task CatchUp(long throughTurn);

    /// <summary>The words that are due now, longest due first, then words that were met but never asked.</summary>
    [Alias("Due")]
    Task<DueWords> Due(int count);

    /// <summary>Forgets everything. Tells how many words there were.</summary>
    [Alias("Erase")]
    Task<long> Erase();
}

/// <summary>An answer to a quiz.</summary>
/// <param name="Number">Its number among the user's answers, from 1.</param>
/// <param name="Word">The word that was asked.</param>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="AtMs">When, Unix milliseconds UTC.</param>
[GenerateSerializer, Immutable, Alias("tutor.word-answer")]
public sealed record WordAnswer([property: Id(0)] long Number, [property: Id(1)] string Word, [property: Id(2)] bool IsRight, [property: Id(3)] long AtMs);

/// <summary>The words to ask.</summary>
/// <param name="Words">The words.</param>
/// <param name="Count">How many of them are due.</param>
/// <param name="NextAtMs">When another is due, Unix milliseconds UTC; the end of time when none is.</param>
[GenerateSerializer, Immutable, Alias("tutor.due-words")]
public sealed record DueWords([property: Id(0)] ImmutableArray<string> Words, [property: Id(1)] int Count, [property: Id(2)] long NextAtMs)
{
    /// <summary>None, and none later.</summary>
    public static readonly DueWords None = new([], 0, long.MaxValue);
}
