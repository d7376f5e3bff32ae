using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>The live activations, one per identity at most.</summary>
internal sealed class Catalog(GrainRuntime runtime)
{
    private static readonly Counter<long> Created = EngineMetrics.Meter.CreateCounter<long>("actors_engine_activations_created", description: "Grains that came into memory.");

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();

    public int Count => _activations.Count;

    public IEnumerable<Activation> All => _activations.Select(static pair => pair.Value);

    /// <summary>The activation of a grain, made if there is none. A storm of first calls makes one.</summary>
    public Activation GetOrAdd(GrainId id)
    {
        if (_activations.TryGetValue(id, out var activation)) return activation;
        if (runtime.IsStopped) throw new SiloUnavailableException("The host has stopped.");
        var made = new Activation(runtime, runtime.Classes.Of(id.Type), id);
        activation = _activations.GetOrAdd(id, made);
        if (!ReferenceEquals(activation, made)) return activation;
        Created.Add(1);
        made.Class.CountAlive(1);
        return activation;
    }

    /// <summary>Puts the next activation of a grain in the place of one that is gone.</summary>
    public void Replace(Activation gone, Activation next)
    {
        if (_activations.TryUpdate(gone.GrainId, next, gone)) Created.Add(1);
    }

    public void Remove(Activation activation)
    {
        if (_activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation))) activation.Class.CountAlive(-1);
    }
}
