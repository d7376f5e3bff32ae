using Orleans.Concurrency;

namespace Actors.Tutor;

/// <summary>
/// Where the results of a provider's work enter the session: as calls, so that they never run in the middle of another
/// command; one-way, as nobody waits for their end. Results of a stale generation are dropped. Called by the session itself alone.
/// </summary>
[Alias("tutor.ITutorTurnSink")]
internal interface ITutorTurnSink : IGrainWithStringKey
{
    /// <summary>More of her reply can be shown; the emotion when it is known already.</summary>
    [OneWay, Alias("Say")]
    Task Say(long generation, string text, TutorEmotion? emotion);

    /// <summary>The reply is whole.</summary>
    [OneWay, Alias("Finish")]
    Task Finish(long generation, TutorReply reply);

    /// <summary>The notes know the turns up to this one.</summary>
    [OneWay, Alias("Summarised")]
    Task Summarised(long turn, string notes);

    /// <summary>The word book has the answers up to this number, and these are the words to ask.</summary>
    [OneWay, Alias("WordsKnown")]
    Task WordsKnown(long answersThrough, DueWords due);

    /// <summary>A reminder will look after the user.</summary>
    [OneWay, Alias("Reminded")]
    Task Reminded();

    /// <summary>Turns up to this one are in the turn log.</summary>
    [OneWay, Alias("Logged")]
    Task Logged(long turn);
}
