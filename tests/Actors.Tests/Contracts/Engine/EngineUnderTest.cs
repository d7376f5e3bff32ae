namespace Actors.Tests.Contracts.Engine;

/// <summary>
/// An engine that the contracts are held against. Its hosts share one clock, one store of grain state and one of reminders,
/// all of which outlive them; several may run at once and know nothing of one another.
/// </summary>
public abstract class EngineUnderTest
{
    public static readonly TimeSpan MinimumReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for an answer.</summary>
    public virtual TimeSpan ResponseTimeout => TimeSpan.FromSeconds(30);

    /// <summary>After how much idleness an activation ends.</summary>
    public virtual TimeSpan CollectionAge => TimeSpan.FromMinutes(10);

    /// <summary>The steps in which idleness is measured.</summary>
    public virtual TimeSpan CollectionQuantum => TimeSpan.FromMinutes(1);

    /// <summary>What <see cref="IGrainFactory.DeleteObjectReference"/> takes.</summary>
    public virtual T Deletable<T>(T watcher, T reference) where T : IGrainObserver => watcher;

    /// <summary>The engine's clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Starts a host.</summary>
    public abstract Task<IEngineHost> StartAsync();

    /// <summary>Moves the clock; what falls due on the way happens.</summary>
    public abstract Task Advance(TimeSpan by);

    /// <summary>The same for time by which idleness is measured, which need not be the engine's clock.</summary>
    public virtual Task Idle(TimeSpan by) => Advance(by);

    /// <summary>Ends what is idle now, as the passing of <see cref="CollectionAge"/> would.</summary>
    public virtual async Task EndIdle()
    {
        for (var passed = TimeSpan.Zero; passed < CollectionAge; passed += CollectionQuantum) await Idle(CollectionQuantum);
    }
}

/// <summary>A running host. Disposing it ends it without ceremony, as a crash would.</summary>
public interface IEngineHost : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>Stops it gracefully.</summary>
    Task StopAsync();
}
