using System.Diagnostics.Metrics;

namespace Actors.Delivery;

/// <summary>How a turn ended, as it is counted.</summary>
internal enum TurnOutcome
{
    /// <summary>By a reply.</summary>
    Answered,

    /// <summary>By a way out: no model gave a whole reply.</summary>
    Fallback,

    /// <summary>By a stop.</summary>
    Interrupted,

    /// <summary>It could not be saved, and came to nothing.</summary>
    Failed,
}

/// <summary>What sessions of every kind count.</summary>
internal static class SessionMetrics
{
    private static readonly Meter Meter = new("Actors.Sessions");
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("actors_session_turns", description: "Turns that ended, by outcome.");
    private static readonly Histogram<double> Seconds =
        Meter.CreateHistogram<double>("actors_session_turn_seconds", "s", "From the acceptance of a message to its durable reply, by outcome.");

    private static readonly KeyValuePair<string, object?>[] Outcomes = [new("outcome", "answered"), new("outcome", "fallback"), new("outcome", "interrupted"), new("outcome", "failed")];

    private static long _waiting, _underWay;

    static SessionMetrics()
    {
        Meter.CreateObservableUpDownCounter("actors_session_turns_waiting", static () => Interlocked.Read(ref _waiting), description: "Messages that wait behind a turn of their session.");
        Meter.CreateObservableUpDownCounter("actors_session_turns_under_way", static () => Interlocked.Read(ref _underWay), description: "Turns that are being answered.");
    }

    /// <summary>A turn has ended.</summary>
    public static void Ended(TurnOutcome outcome, TimeSpan took)
    {
        Turns.Add(1, Outcomes[(int)outcome]);
        Seconds.Record(took.TotalSeconds, Outcomes[(int)outcome]);
    }

    /// <summary>The outcome as it is counted.</summary>
    public static string NameOf(TurnOutcome outcome) => (string)Outcomes[(int)outcome].Value!;

    /// <summary>Turns have begun to wait, or have stopped.</summary>
    public static void Waiting(int more) => Interlocked.Add(ref _waiting, more);

    /// <summary>A turn has begun to be answered, or has stopped.</summary>
    public static void UnderWay(int more) => Interlocked.Add(ref _underWay, more);
}
