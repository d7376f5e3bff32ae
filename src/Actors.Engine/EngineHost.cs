using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Starts reminders and the collector of idle activations with the program, and drains the grains at its end.</summary>
internal sealed class EngineHost(GrainRuntime runtime) : IHostedService, IDisposable
{
    private ITimer? _collector;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var quantum = runtime.Options.CollectionQuantum;
        _collector = runtime.Time.CreateTimer(_ => Collect(), null, quantum, quantum);
        await runtime.Reminders.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        return runtime.DrainAsync(cancellationToken);
    }

    public void Dispose() => _collector?.Dispose();

    private void Collect()
    {
        var sweep = runtime.NextSweep();
        foreach (var activation in runtime.Catalog.All) activation.CollectIfIdle(sweep);
    }
}
