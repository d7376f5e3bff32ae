using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The parts of the engine, and the way of a call to its activation.</summary>
internal sealed class GrainRuntime : IDisposable
{
    private readonly Meter _meter = new(EngineMetrics.Name);
    private int _sweep;

    public GrainRuntime(IServiceProvider services, IOptions<EngineOptions> options, TimeProvider time, ILoggerFactory logs,
        IGrainStorage storage, Reminders.IReminderStore reminders)
    {
        Services = services;
        Options = options.Value;
        Time = time;
        Store = storage;
        Log = new EngineLog(logs.CreateLogger("Orleans.Runtime"));
        Classes = new GrainClasses(Options);
        Catalog = new Catalog(this);
        Factory = new GrainFactory(this);
        Deadlines = new CallDeadlines(time, Options.ResponseTimeout);
        Reminders = new Reminders.ReminderService(this, reminders);
        _meter.CreateObservableUpDownCounter("actors_engine_activations", CountAlive, description: "Grains in memory.");
    }

    public IServiceProvider Services { get; }

    public EngineOptions Options { get; }

    public TimeProvider Time { get; }

    public IGrainStorage Store { get; }

    public EngineLog Log { get; }

    public GrainClasses Classes { get; }

    public Catalog Catalog { get; }

    public GrainFactory Factory { get; }

    public CallDeadlines Deadlines { get; }

    public Reminders.ReminderService Reminders { get; }

    public bool IsStopped { get; private set; }

    /// <summary>The number of the collector's current sweep: the clock by which idleness is measured.</summary>
    public int Sweep => _sweep;

    public int SweepsIn(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time / Options.CollectionQuantum), 0, int.MaxValue / 2);

    public int NextSweep() => ++_sweep;

    /// <summary>Brings a request to its grain's activation, made if need be. Returns the activation.</summary>
    public Activation Dispatch(Request request, GrainId id, Activation? hint = null)
    {
        // One that is gone has its successor in the catalog in a moment, if it has not left already.
        for (var wait = default(SpinWait); ; wait.SpinOnce())
        {
            var activation = hint ?? Catalog.GetOrAdd(id);
            if (activation.Accept(request)) return activation;
            hint = null;
        }
    }

    public void Fail(Request request, Exception failure)
    {
        if (request.Pending is not { } pending)
        {
            Log.OneWayFailed(request.Slot.Name, failure);
            return;
        }
        Deadlines.Remove(pending);
        pending.Fail(failure);
    }

    /// <summary>
    /// Ends all activations, each after the calls that run and wait in it, until none is left or time is up.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Reminders.Stop();
        while (Catalog.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            var ends = new List<Task>();
            foreach (var activation in Catalog.All)
            {
                ends.Add(activation.Deactivated);
                activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "the host stops"), CancellationToken.None);
            }
            await Task.WhenAll(ends).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (Catalog.Count > 0) Log.DrainIncomplete(Catalog.Count);
        IsStopped = true;
    }

    public void Dispose()
    {
        _meter.Dispose();
        Deadlines.Dispose();
        Reminders.Dispose();
    }

    private IEnumerable<Measurement<long>> CountAlive() =>
        Classes.All.Select(static grainClass => new Measurement<long>(grainClass.Alive, new KeyValuePair<string, object?>("grain_type", grainClass.Type.ToString())));
}
