using System.Diagnostics.Metrics;

namespace Actors.Delivery;

/// <summary>The meter of sockets and delivery.</summary>
internal static class DeliveryMetrics
{
    public static readonly Meter Meter = new("Actors.Delivery");
}
