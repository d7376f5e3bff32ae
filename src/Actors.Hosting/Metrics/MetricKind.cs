namespace Actors.Health;

/// <summary>What Prometheus makes of an instrument.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How often values were how large.</summary>
    Histogram,
}
