namespace Actors.Tests.Contracts.Engine;

/// <summary>
/// An engine that the contracts are held against. Its hosts share one clock, one store of grain state and one of reminders,
/// all of which outlive them; several may run at once and know nothing of one another.
/// </summary>
public abstract class EngineUnderTest
{
    /// <summary>Every engine is set to these figures.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan CollectionQuantum = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MinimumReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>The engine's clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Starts a host.</summary>
    public abstract Task<IEngineHost> StartAsync();

    /// <summary>Moves the clock; what falls due on the way happens.</summary>
    public abstract void Advance(TimeSpan by);
}

/// <summary>A running host. Disposing it ends it without ceremony, as a crash would.</summary>
public interface IEngineHost : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>Stops it gracefully.</summary>
    Task StopAsync();
}
