using System.Collections.Concurrent;

namespace Actors.Delivery;

/// <summary>
/// The sockets of this host by session. It is the host's one observer: sessions deliver here, and from here an event goes to
/// each attached socket without waiting for any. Thread-safe.
/// </summary>
internal sealed class ConnectionTable : IHostObserver
{
    private readonly ConcurrentDictionary<string, SessionFeed> _sessions = new();

    /// <summary>A session has lost its activation: it must be attached to again.</summary>
    public Action<string>? Lost { get; set; }

    /// <summary>An event of a session came before one that was before it.</summary>
    public Action<string>? Missed { get; set; }

    /// <summary>An event went out to the sockets of a session. Called in the order of the events; must not wait.</summary>
    public Action<string, SessionEvent>? Happened { get; set; }

    /// <summary>How many sockets are attached.</summary>
    public int Count => _sessions.Sum(static pair => pair.Value.Count);

    /// <summary>The sessions with at least one socket here.</summary>
    public IEnumerable<string> Sessions => _sessions.Select(static pair => pair.Key);

    /// <summary>What the sockets of a session get; null when it has none here.</summary>
    public SessionFeed? Find(string session) => _sessions.GetValueOrDefault(session);

    public Task Deliver(string session, SessionEvent happened)
    {
        if (_sessions.TryGetValue(session, out var feed) && !feed.Take(happened)) Missed?.Invoke(session);
        return Task.CompletedTask;
    }

    public Task Ended(string session)
    {
        Renew(session);
        return Task.CompletedTask;
    }

    /// <summary>Has a session attached to again, if it has sockets here.</summary>
    public void Renew(string session)
    {
        if (_sessions.ContainsKey(session)) Lost?.Invoke(session);
    }

    /// <summary>Adds a socket. Its feed lives as long as the session has sockets here.</summary>
    public SessionFeed Add(Attachment attachment)
    {
        while (true)
        {
            var feed = _sessions.GetOrAdd(attachment.Session, session => new SessionFeed(session, Happened));
            if (feed.TryAdd(attachment)) return feed;
        }
    }

    public void Remove(Attachment attachment)
    {
        if (_sessions.TryGetValue(attachment.Session, out var feed) && feed.Remove(attachment)) _sessions.TryRemove(KeyValuePair.Create(attachment.Session, feed));
    }

    /// <summary>Closes every socket. Completes when each client was told.</summary>
    public Task CloseAllAsync(SocketClose code) =>
        Task.WhenAll(_sessions.SelectMany(static pair => pair.Value.Attachments).Select(attachment => attachment.Outbox.CloseAsync(code)));
}
