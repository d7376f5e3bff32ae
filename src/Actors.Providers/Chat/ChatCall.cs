namespace Actors.Chat;

/// <summary>One call of a provider, measured from its making to its disposal.</summary>
internal sealed class ChatCall(string provider, TimeProvider time, CancellationToken stop) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private bool _hasText, _hasSucceeded;

    /// <summary>Something of the reply has come.</summary>
    public void Text()
    {
        if (_hasText) return;
        _hasText = true;
        ChatMetrics.FirstTextSeconds.Record(time.GetElapsedTime(_began).TotalSeconds, new KeyValuePair<string, object?>("provider", provider));
    }

    /// <summary>The reply is whole.</summary>
    public void Succeeded() => _hasSucceeded = true;

    public void Dispose()
    {
        var outcome = _hasSucceeded ? "whole" : stop.IsCancellationRequested ? "stopped" : "failed";
        ChatMetrics.ReplySeconds.Record(time.GetElapsedTime(_began).TotalSeconds, new("provider", provider), new("outcome", outcome));
    }
}
