using System.Diagnostics;
using Actors.Tracing;

namespace Actors.Tutor;

/// <summary>
/// The spans of clients' commands. Each begins a trace: that of the connection lasts as long as the socket, and is linked only. Nothing of it
/// when nobody listens.
/// </summary>
internal static class CommandTrace
{
    private static readonly ActivitySource Source = new("Actors.Delivery");

    public static bool IsOn => Source.HasListeners();

    /// <summary>Makes the answer to a command within a span that ends with it.</summary>
    public static Task Follow(in TutorFrame asked, string session, TutorClient client)
    {
        var outer = Activity.Current;
        Activity.Current = null;
        try
        {
            var link = outer is null ? null : new[] { new ActivityLink(outer.Context) };
            var span = Source.StartActivity($"socket {TutorMetrics.NameOf(asked.Action)}", ActivityKind.Server, default(ActivityContext), links: link);
            var answer = client.AnswerAsync(asked);
            if (span is null) return answer;
            span.SetTag("session", session).SetTag("command", SoundId.Of(asked.Id));
            if (answer.IsCompleted) End(span, answer);
            else _ = answer.ContinueWith(static (ended, span) => End((Activity)span!, ended), span, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return answer;
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    private static void End(Activity span, Task answer)
    {
        if (answer.IsFaulted) span.SetStatus(ActivityStatusCode.Error, answer.Exception.InnerException!.GetType().Name);
        span.Stop();
    }
}
