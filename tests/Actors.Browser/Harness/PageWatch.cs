using System.Collections.Concurrent;

namespace Actors.Browser.Harness;

/// <summary>What the pages of a visitor must not do: ask another origin for anything, or complain on the console.</summary>
internal sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri _address;
    private volatile string? _allowed;

    public PageWatch(IBrowserContext context, Uri address)
    {
        _address = address;
        context.Request += (_, request) => Asked(request.Url);
        context.Page += (_, page) => page.WebSocket += (_, socket) => Asked(socket.Url);
        context.Console += (_, message) => Logged(message);
        context.WebError += (_, error) => Complain($"uncaught: {error.Error}");
    }

    /// <summary>Ends with the first complaint.</summary>
    public Task FirstComplaint => _first.Task;

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>From now on the console may say what begins so.</summary>
    public void Allow(string error) => _allowed = error;

    private void Asked(string url)
    {
        var asked = new Uri(url);
        if (asked.Scheme is "data" or "blob" || asked.Authority == _address.Authority) return;
        Complain($"another origin: {url}");
    }

    private void Logged(IConsoleMessage message)
    {
        if (message.Type != "error") return;
        if (_allowed is { } allowed && message.Text.StartsWith(allowed, StringComparison.Ordinal)) return;
        Complain($"console: {message.Text} ({message.Location})");
    }

    private void Complain(string complaint)
    {
        _complaints.Enqueue(complaint);
        _first.TrySetResult();
    }
}
