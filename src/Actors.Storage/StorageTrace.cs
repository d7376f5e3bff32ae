using System.Diagnostics;
using Actors.Tracing;

namespace Actors.Storage;

/// <summary>The spans of writes and of the commits that several of them share.</summary>
internal static class StorageTrace
{
    private const int MostLinks = 128;

    private static readonly ActivitySource Source = new("Actors.Storage");

    /// <summary>The span of a write, below whatever makes it.</summary>
    public static Activity? StartWrite() => Source.StartAside("write");

    /// <summary>The span of a commit, below its first write and linked to all: it is the current one, so that SQL stands below it.</summary>
    public static Activity? StartCommit(List<DbWrite> batch)
    {
        if (!Source.HasListeners()) return null;
        var contexts = batch.Where(static write => write.Span is not null).Select(static write => write.Span!.Context).Take(MostLinks).ToList();
        return Source.StartActivity("commit", ActivityKind.Client, contexts.FirstOrDefault(), links: contexts.Select(static context => new ActivityLink(context)))
            ?.SetTag("writes", batch.Count);
    }
}
