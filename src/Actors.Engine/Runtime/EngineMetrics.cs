using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The engine's meter. What an engine observes of itself has a meter of this name, too, which ends with it.</summary>
internal static class EngineMetrics
{
    public const string Name = "Actors.Engine";

    public static readonly Meter Meter = new(Name);
}
