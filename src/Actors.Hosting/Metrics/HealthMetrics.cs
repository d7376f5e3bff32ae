using System.Diagnostics.Metrics;

namespace Actors.Health;

/// <summary>What the program knows of its own health, for alerts.</summary>
public static class HealthMetrics
{
    private static readonly Meter Meter = new("Actors.Health");
    private static readonly Gauge<int> IsReady = Meter.CreateGauge<int>("actors_health_ready", description: "Whether it was ready when /readyz was asked last.");

    /// <summary>It was asked.</summary>
    public static void Ready(bool isReady) => IsReady.Record(isReady ? 1 : 0);
}
