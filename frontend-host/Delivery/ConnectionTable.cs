using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Actors.Delivery;

/// <summary>
/// The sockets of this host by session. It is the host's one observer: sessions deliver here, and from here an event goes to
/// each attached socket without waiting for any. Thread-safe.
/// </summary>
internal sealed class ConnectionTable : IHostObserver
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Attachment>> _sessions = new();

    /// <summary>How many sockets are attached.</summary>
    public int Count => _sessions.Sum(static pair => pair.Value.Length);

    /// <summary>The sessions with at least one socket here.</summary>
    public IEnumerable<string> Sessions => _sessions.Select(static pair => pair.Key);

    public Task Deliver(string session, SessionEvent happened)
    {
        if (_sessions.TryGetValue(session, out var attachments))
        {
            foreach (var attachment in attachments) attachment.Deliver(happened);
        }
        return Task.CompletedTask;
    }

    public void Add(Attachment attachment) =>
        _sessions.AddOrUpdate(attachment.Session, static (_, added) => [added], static (_, there, added) => there.Add(added), attachment);

    public void Remove(Attachment attachment)
    {
        while (_sessions.TryGetValue(attachment.Session, out var there))
        {
            var left = there.Remove(attachment);
            if (left.IsEmpty ? _sessions.TryRemove(KeyValuePair.Create(attachment.Session, there))
                : _sessions.TryUpdate(attachment.Session, left, there)) return;
        }
    }

    /// <summary>Closes every socket. Completes when each client was told.</summary>
    public Task CloseAllAsync(SocketClose code) =>
        Task.WhenAll(_sessions.SelectMany(static pair => pair.Value).Select(attachment => attachment.Outbox.CloseAsync(code)));
}
