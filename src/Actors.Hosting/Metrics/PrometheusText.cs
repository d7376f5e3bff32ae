using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Actors.Health;

/// <summary>
/// The meters of this program and the main ones of what it runs on, in Prometheus' text format (0.0.4). The usual exporter is not on
/// every registry that this builds from. Names are those of the instruments; a histogram of seconds gets <c>_seconds</c>.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>The type of what <see cref="Write"/> gives.</summary>
    public const string ContentType = "text/plain; version=0.0.4";

    /// <summary>What was measured with more sets of labels than are kept apart, by metric.</summary>
    public const string Surplus = "actors_metrics_surplus";

    /// <summary>How many sets of labels a metric keeps apart.</summary>
    private const int MostSeries = 1000;

    private static readonly string[] Meters =
    [
        "Actors.", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans", "Npgsql",
    ];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    /// <summary>Listens from now on.</summary>
    public PrometheusText()
        : this(static meter => Meters.Any(known => meter.StartsWith(known, StringComparison.Ordinal)), MostSeries)
    {
    }

    internal PrometheusText(Func<string, bool> hears, int mostSeries)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!hears(instrument.Meter.Name) || MetricFamily.KindOf(instrument) is not { } kind) return;
            var family = _families.GetOrAdd(MetricFamily.NameOf(instrument, kind), name => new MetricFamily(name, kind, instrument, mostSeries));
            // Two meters may have an instrument of one name; of two kinds only the first can be written.
            if (family.Kind == kind) listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<short>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<int>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<long>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<float>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<double>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, labels, family) => ((MetricFamily)family!).Take((double)value, labels));
        _listener.Start();
    }

    /// <summary>What is known now.</summary>
    public string Write()
    {
        lock (_listener)
        {
            foreach (var family in _families.Values) family.BeginObserving();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            var families = _families.Values.OrderBy(static family => family.Name, StringComparer.Ordinal).ToList();
            foreach (var family in families) family.WriteTo(text);
            text.Append("# HELP ").Append(Surplus).Append(" Measurements with more sets of labels than are kept apart.\n# TYPE ").Append(Surplus).Append(" counter\n");
            foreach (var family in families.Where(static family => family.Surplus > 0)) text.Append(Surplus).Append("{metric=\"").Append(family.Name).Append("\"} ").Append(family.Surplus).Append('\n');
            return text.ToString();
        }
    }

    /// <summary>One number, as it was counted last, summed over its labels; 0 for one that is not known.</summary>
    public double ValueOf(string name) => _families.TryGetValue(name, out var family) ? family.Sum : 0;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
