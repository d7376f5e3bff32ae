using System.Diagnostics.Metrics;

namespace Actors.Storage;

/// <summary>What the database's readers and its writer count.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new("Actors.Storage");

    public static readonly Counter<long> Commits = Meter.CreateCounter<long>("actors_storage_commits", description: "Commits.");
    public static readonly Counter<long> Writes = Meter.CreateCounter<long>("actors_storage_writes", description: "Writes that are durable; several share a commit.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("actors_storage_failed_writes", description: "Writes that failed.");
    public static readonly Histogram<double> CommitSeconds = Meter.CreateHistogram<double>("actors_storage_commit_seconds", "s", "How long a commit takes, with what is tried again.");

    private static long _waiting, _reads;

    static StorageMetrics()
    {
        Meter.CreateObservableUpDownCounter("actors_storage_writes_waiting", static () => Interlocked.Read(ref _waiting), description: "Writes that wait for the next commit.");
        Meter.CreateObservableUpDownCounter("actors_storage_reads_under_way", static () => Interlocked.Read(ref _reads), description: "Reads that hold a connection, or wait for one.");
    }

    /// <summary>Writes have begun to wait, or have been taken.</summary>
    public static void Waiting(int more) => Interlocked.Add(ref _waiting, more);

    /// <summary>A read has begun, or has ended.</summary>
    public static void Reading(int more) => Interlocked.Add(ref _reads, more);
}
