using System.Diagnostics.Metrics;

namespace Actors.Delivery;

/// <summary>What sessions of every kind count.</summary>
internal static class SessionMetrics
{
    private static readonly Meter Meter = new("Actors.Sessions");

    /// <summary>Turns that ended and were saved.</summary>
    public static readonly Counter<long> Turns = Meter.CreateCounter<long>("actors_session_turns");
}
