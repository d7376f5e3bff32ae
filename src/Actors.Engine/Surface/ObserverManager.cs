using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, keyed by themselves.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The observers of a grain. One that is not renewed by <see cref="Subscribe"/> within the expiration is dropped, and so is
/// one that fails. Not thread-safe: for use in a grain's turns.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime Seen)> _observers = [];

    /// <summary>The clock, UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long an observer lives without renewal.</summary>
    public TimeSpan ExpirationDuration { get; set; } = expiration;

    /// <summary>How many there are, expired ones included until they are cleared.</summary>
    public int Count => _observers.Count;

    /// <summary>Adds or renews an observer.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    /// <summary>Removes an observer.</summary>
    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Removes all.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Removes those that were not renewed in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers)
        {
            if (entry.Seen + ExpirationDuration < now) _observers.Remove(id);
        }
    }

    /// <summary>Calls every live observer; expired and failing ones are dropped. Never throws.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    /// <summary>Calls every live observer, one after the other; expired and failing ones are dropped. Never throws.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A list of its own: observers may come and go while some are being called.
    private List<(TIdentity Id, TObserver Observer)> Live(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        var live = new List<(TIdentity, TObserver)>(_observers.Count);
        foreach (var (id, entry) in _observers)
        {
            if (predicate is null || predicate(entry.Observer)) live.Add((id, entry.Observer));
        }
        return live;
    }

    private void Drop(TIdentity id, Exception failure)
    {
        _observers.Remove(id);
        LogDropped(log, failure);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "An observer failed and was dropped")]
    private static partial void LogDropped(ILogger logger, Exception failure);
}
