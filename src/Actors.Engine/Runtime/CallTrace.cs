using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>The spans of calls between grains: the turn that a call begins, and what that does, stand below it. Nothing of it when nobody listens.</summary>
internal static class CallTrace
{
    private static readonly ActivitySource Source = new(EngineMetrics.Name);

    public static bool IsOn => Source.HasListeners();

    /// <summary>Starts the span of a call and makes it the current one, so that it goes with the call. Null when it is not wanted.</summary>
    public static Activity? Start(CallSlot slot, GrainId grain) =>
        Source.StartActivity(slot.Name)?.SetTag("grain_type", grain.Type.ToString()).SetTag("grain_key", grain.Key.ToString());

    /// <summary>Ends the span with the call.</summary>
    public static Task EndWith(Activity span, Task call)
    {
        if (call.IsCompleted) End(span, call);
        else _ = call.ContinueWith(static (ended, span) => End((Activity)span!, ended), span, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return call;
    }

    private static void End(Activity span, Task call)
    {
        // The message of a failure may quote what a user has written.
        if (call.IsFaulted) span.SetStatus(ActivityStatusCode.Error, call.Exception!.InnerException!.GetType().Name);
        span.Stop();
    }
}
