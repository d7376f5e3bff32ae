using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Actors.Health;

/// <summary>
/// The meters of this program and the runtime's main ones in Prometheus' text format. The usual exporter is not on every
/// registry that this builds from; this one file knows counters, gauges and sums, without labels.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    private static readonly string[] Meters = ["Actors.", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Series> _series = new();

    /// <summary>Listens from now on.</summary>
    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!Meters.Any(meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal)) || instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal)) return;
            var isObserved = instrument.IsObservable;
            var isCounter = instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) && !instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal);
            listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(NameOf(instrument), _ => new Series(isCounter, isObserved)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, _, series) => ((Series)series!).Take(value));
        _listener.SetMeasurementEventCallback<int>(static (_, value, _, series) => ((Series)series!).Take(value));
        _listener.SetMeasurementEventCallback<double>(static (_, value, _, series) => ((Series)series!).Take(value));
        _listener.Start();
    }

    /// <summary>What is known now.</summary>
    public string Write()
    {
        lock (_listener)
        {
            foreach (var series in _series.Values) series.BeginObserving();
            _listener.RecordObservableInstruments();
        }
        var text = new StringBuilder();
        foreach (var (name, series) in _series.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append("# TYPE ").Append(name).Append(series.IsCounter ? " counter\n" : " gauge\n");
            text.Append(name).Append(' ').Append(series.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>One number, as it was counted last; 0 for one that is not known.</summary>
    public double ValueOf(string name) => _series.TryGetValue(name, out var series) ? series.Value : 0;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static string NameOf(Instrument instrument) =>
        string.Concat(instrument.Name.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private sealed class Series(bool isCounter, bool isObserved)
    {
        private readonly Lock _gate = new();
        private double _value;

        public bool IsCounter { get; } = isCounter;

        public double Value
        {
            get
            {
                lock (_gate) return _value;
            }
        }

        /// <summary>An observed instrument reports its whole value each time, one part for each set of labels.</summary>
        public void BeginObserving()
        {
            if (!isObserved) return;
            lock (_gate) _value = 0;
        }

        public void Take(double value)
        {
            lock (_gate) _value += value;
        }
    }
}
