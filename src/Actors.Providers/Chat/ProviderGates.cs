using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Actors.Chat;

/// <summary>One gate per provider, whatever it is asked for. Thread-safe.</summary>
internal sealed class ProviderGates : IDisposable
{
    private readonly Dictionary<string, ProviderGate> _gates = [];
    private readonly Meter _meter = new(ChatMetrics.Name);
    private readonly IOptions<ChatSettings> _settings;
    private readonly IUsageLog _usage;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public ProviderGates(IOptions<ChatSettings> settings, IUsageLog usage, TimeProvider time, ILoggerFactory logs)
    {
        (_settings, _usage, _time, _log) = (settings, usage, time, logs.CreateLogger("Actors.Chat"));
        _meter.CreateObservableGauge("actors_chat_breaker_open", () => Observe(static gate => gate.Breaker is CircuitState.Closed ? 0 : 1), description: "1 while a provider is left alone because it failed too often.");
        _meter.CreateObservableUpDownCounter("actors_chat_calls_under_way", () => Observe(static gate => gate.UnderWay), description: "Replies under way, by provider.");
    }

    public ProviderGate Of(string name)
    {
        lock (_gates)
        {
            if (_gates.TryGetValue(name, out var gate)) return gate;
            return _gates[name] = new ProviderGate(name, _settings.Value.Endpoints[name], _usage, _time, _log);
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        foreach (var gate in All()) gate.Dispose();
    }

    private List<ProviderGate> All()
    {
        lock (_gates) return [.. _gates.Values];
    }

    private IEnumerable<Measurement<int>> Observe(Func<ProviderGate, int> what) =>
        All().Select(gate => new Measurement<int>(what(gate), new KeyValuePair<string, object?>("provider", gate.Name)));
}
