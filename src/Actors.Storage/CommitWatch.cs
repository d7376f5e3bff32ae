using System.Diagnostics;

namespace Actors.Storage;

/// <summary>One commit, watched from its beginning to its disposal.</summary>
internal readonly struct CommitWatch : IDisposable
{
    private readonly long _began;
    private readonly Activity? _span;

    private CommitWatch(long began, Activity? span) => (_began, _span) = (began, span);

    /// <summary>The commit of these writes begins.</summary>
    public static CommitWatch Begin(List<DbWrite> batch) => new(Stopwatch.GetTimestamp(), StorageTrace.StartCommit(batch));

    /// <summary>It has failed; what follows is tried write by write.</summary>
    public void Failed(Exception failure) => _span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);

    public void Dispose()
    {
        _span?.Dispose();
        StorageMetrics.CommitSeconds.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds);
    }
}
