namespace Actors.Tutor;

/// <summary>What a word book keeps in its state record: how far it has counted. The words themselves are rows.</summary>
[GenerateSerializer, Immutable, Alias("tutor.word-book-state")]
public sealed record WordBookState
{
    /// <summary>Turns up to here are counted.</summary>
    [Id(0)] public long CountedThrough { get; init; }

    /// <summary>
    /// Turns up to here are being counted: written before the counting, so that after a crash exactly the same stretch is
    /// counted again, and rows that have it already leave it out.
    /// </summary>
    [Id(1)] public long CountingThrough { get; init; }

    /// <summary>Answers up to this number are kept.</summary>
    [Id(2)] public long AnsweredThrough { get; init; }
}
