using System.Diagnostics;

namespace Actors.Tracing;

/// <summary>Spans of work that goes on beside whoever began it: they never become, or end, the current one of the caller.</summary>
public static class AsideSpans
{
    /// <summary>Starts a span below the current one; null when nobody listens.</summary>
    public static Activity? StartAside(this ActivitySource source, string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!source.HasListeners()) return null;
        var outer = Activity.Current;
        var span = source.StartActivity(name, kind);
        Activity.Current = outer;
        return span;
    }

    /// <summary>Ends a span, wherever that is noticed.</summary>
    public static void EndAside(this Activity span)
    {
        var outer = Activity.Current;
        span.Stop();
        Activity.Current = outer;
    }
}
