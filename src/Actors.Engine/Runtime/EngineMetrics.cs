using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The engine's meter.</summary>
internal static class EngineMetrics
{
    public static readonly Meter Meter = new("Actors.Engine");
}
