namespace Actors.Silo.Import;

/// <summary>Starts a storage provider without the silo around it: a silo would join the cluster, and begin to work.</summary>
internal sealed class ProviderLifecycle : ISiloLifecycle
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];

    public int HighestCompletedStage => ServiceLifecycleStage.Last;

    public int LowestStoppedStage => ServiceLifecycleStage.First;

    /// <summary>Starts a provider that takes part in the life of silos.</summary>
    public static async Task StartAsync(object provider, CancellationToken cancellationToken)
    {
        var lifecycle = new ProviderLifecycle();
        ((ILifecycleParticipant<ISiloLifecycle>)provider).Participate(lifecycle);
        foreach (var (_, observer) in lifecycle._observers.OrderBy(static entry => entry.Stage)) await observer.OnStart(cancellationToken);
    }

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add((stage, observer));
        return new Nothing();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
