using System.Diagnostics.Metrics;

namespace Actors.Health;

/// <summary>Up to where the buckets of a histogram reach. Pure.</summary>
internal static class BucketBounds
{
    /// <summary>From a commit to a long reply, in seconds.</summary>
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>The bounds that the instrument advises, or seconds.</summary>
    public static double[] Of(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        _ => Seconds,
    };
}
