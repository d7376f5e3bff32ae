using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Sees what a grain pushes.</summary>
public interface IWatcher : IGrainObserver
{
    void See(string what);

    Task SeeAndAnswer(string what);
}

/// <summary>A grain with observers that expire after a minute.</summary>
public interface IWatchedGrain : IGrainWithStringKey
{
    Task Watch(IWatcher watcher);

    Task Unwatch(IWatcher watcher);

    /// <summary>Tells all observers. Returns how many are left.</summary>
    Task<int> Push(string what);

    /// <summary>Tells all observers; <paramref name="failing"/> fails before it is reached.</summary>
    Task<int> PushPast(string what, IWatcher failing);

    /// <summary>Tells one observer and waits for its answer.</summary>
    Task Ask(IWatcher watcher, string what);

    /// <summary>Tells one observer; returns what the grain's own request context holds afterwards.</summary>
    Task<string?> PushAndReadContext(IWatcher watcher, string name);
}

[GrainType("contract-watched")]
public sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly ObserverManager<IWatcher> _watchers;

    public WatchedGrain(TimeProvider time) => _watchers =
        new ObserverManager<IWatcher>(TimeSpan.FromMinutes(1), NullLogger.Instance) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task Watch(IWatcher watcher)
    {
        _watchers.Subscribe(watcher, watcher);
        return Task.CompletedTask;
    }

    public Task Unwatch(IWatcher watcher)
    {
        _watchers.Unsubscribe(watcher);
        return Task.CompletedTask;
    }

    public Task<int> Push(string what)
    {
        _watchers.Notify(watcher => watcher.See(what));
        return Task.FromResult(_watchers.Count);
    }

    public Task<int> PushPast(string what, IWatcher failing)
    {
        _watchers.Notify(watcher =>
        {
            if (watcher.Equals(failing)) throw new InvalidDataException("cannot reach it");
            watcher.See(what);
        });
        return Task.FromResult(_watchers.Count);
    }

    public Task Ask(IWatcher watcher, string what) => watcher.SeeAndAnswer(what);

    public Task<string?> PushAndReadContext(IWatcher watcher, string name)
    {
        watcher.See(name);
        return Task.FromResult(RequestContext.Get(name) as string);
    }
}
