using System.Diagnostics;

namespace Actors.Chat;

/// <summary>One call of a provider, measured from its making to its disposal.</summary>
internal sealed class ChatCall(string provider, TimeProvider time, CancellationToken stop) : IDisposable
{
    private static readonly ActivitySource Source = new(ChatMetrics.Name);

    private readonly long _began = time.GetTimestamp();
    private readonly Activity? _span = Source.StartActivity("chat", ActivityKind.Client)?.SetTag("provider", provider);
    private bool _hasText, _hasSucceeded;

    /// <summary>Something of the reply has come.</summary>
    public void Text()
    {
        if (_hasText) return;
        _hasText = true;
        _span?.AddEvent(new ActivityEvent("first text"));
        ChatMetrics.FirstTextSeconds.Record(time.GetElapsedTime(_began).TotalSeconds, new KeyValuePair<string, object?>("provider", provider));
    }

    /// <summary>The reply is whole.</summary>
    public void Succeeded() => _hasSucceeded = true;

    public void Dispose()
    {
        var outcome = _hasSucceeded ? "whole" : stop.IsCancellationRequested ? "stopped" : "failed";
        ChatMetrics.ReplySeconds.Record(time.GetElapsedTime(_began).TotalSeconds, new("provider", provider), new("outcome", outcome));
        if (_span is null) return;
        _span.SetTag("outcome", outcome);
        if (outcome == "failed") _span.SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }
}
