using System.Diagnostics.Metrics;

namespace Actors.Speech;

/// <summary>What her voice counts.</summary>
internal static class SpeechMetrics
{
    private static readonly Meter Meter = new("Actors.Speech");

    public static readonly Counter<long> Sentences = Meter.CreateCounter<long>("actors_speech_sentences", description: "Sentences that an engine has spoken.");
    public static readonly Counter<long> Known = Meter.CreateCounter<long>("actors_speech_cache_hits", description: "Sentences that had been spoken before.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("actors_speech_failures", description: "Sentences that were not spoken, by reason.");
    public static readonly Counter<double> Seconds = Meter.CreateCounter<double>("actors_speech_seconds", description: "Seconds of sound that were made.");
    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("actors_speech_latency_seconds", "s", "How long a sentence takes an engine.");

    private static long _underWay;

    static SpeechMetrics() =>
        Meter.CreateObservableUpDownCounter("actors_speech_under_way", static () => Interlocked.Read(ref _underWay), description: "Sentences that wait for an engine.");

    /// <summary>A sentence has begun to wait, or has stopped.</summary>
    public static void UnderWay(int more) => Interlocked.Add(ref _underWay, more);

    /// <summary>A sentence was not spoken.</summary>
    public static void Failed(string reason) => Failures.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
