using System.Diagnostics;

namespace Actors.Storage;

/// <summary>One commit, watched from its beginning to its disposal.</summary>
internal readonly struct CommitWatch : IDisposable
{
    private readonly long _began;

    private CommitWatch(long began) => _began = began;

    /// <summary>A commit begins.</summary>
    public static CommitWatch Begin() => new(Stopwatch.GetTimestamp());

    public void Dispose() => StorageMetrics.CommitSeconds.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds);
}
