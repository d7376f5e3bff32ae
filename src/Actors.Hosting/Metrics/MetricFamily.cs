using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Actors.Health;

/// <summary>
/// One metric with all its sets of labels. A measurement whose labels were seen before takes no lock and allocates nothing. Thread-safe.
/// </summary>
internal sealed class MetricFamily(string name, MetricKind kind, Instrument instrument, int mostSeries)
{
    private readonly ConcurrentDictionary<int, Known> _known = new();
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly bool _isObserved = instrument.IsObservable;
    private readonly bool _sets = instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
    private readonly double[] _bounds = kind == MetricKind.Histogram ? BucketBounds.Of(instrument) : [];
    private volatile MetricSeries? _bare, _other;
    private long _surplus;

    public string Name => name;

    public MetricKind Kind => kind;

    /// <summary>How many measurements had one set of labels too many.</summary>
    public long Surplus => Interlocked.Read(ref _surplus);

    /// <summary>The values of all series together; of a histogram, how many.</summary>
    public double Sum
    {
        get
        {
            lock (_gate) return _series.Values.Sum(static series => series.Value);
        }
    }

    /// <summary>What an instrument is to Prometheus; null for one of a kind that is not known.</summary>
    public static MetricKind? KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        if (!type.IsGenericType) return null;
        var open = type.GetGenericTypeDefinition();
        if (open == typeof(Counter<>) || open == typeof(ObservableCounter<>)) return MetricKind.Counter;
        if (open == typeof(Histogram<>)) return MetricKind.Histogram;
        return open == typeof(UpDownCounter<>) || open == typeof(ObservableUpDownCounter<>) || open == typeof(Gauge<>) || open == typeof(ObservableGauge<>) ? MetricKind.Gauge : null;
    }

    /// <summary>The name of an instrument as Prometheus allows it.</summary>
    public static string NameOf(Instrument instrument, MetricKind kind)
    {
        var name = LabelText.NameOf(instrument.Name);
        return kind == MetricKind.Histogram && instrument.Unit == "s" && !name.EndsWith("_seconds", StringComparison.Ordinal) ? name + "_seconds" : name;
    }

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var series = Find(labels);
        if (_sets) series.Set(value);
        else series.Add(value);
    }

    /// <summary>An observed instrument reports its whole value each time, one part for each set of labels.</summary>
    public void BeginObserving()
    {
        if (!_isObserved) return;
        lock (_gate)
        {
            foreach (var series in _series.Values) series.Forget();
        }
    }

    public void WriteTo(StringBuilder text)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(LabelText.Help(instrument.Description ?? instrument.Name)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(kind switch { MetricKind.Counter => " counter\n", MetricKind.Gauge => " gauge\n", _ => " histogram\n" });
        lock (_gate)
        {
            // Whoever reads a rate wants to know that it was counted from nothing.
            if (_series.Count == 0 && !_isObserved && kind != MetricKind.Histogram) text.Append(name).Append(" 0\n");
            foreach (var (labels, series) in _series)
            {
                if (series.IsKnown) series.WriteTo(text, name, labels);
            }
        }
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.IsEmpty && _bare is { } bare) return bare;
        var hash = Known.HashOf(labels);
        if (_known.TryGetValue(hash, out var known))
        {
            for (; known is not null; known = known.Next)
            {
                if (known.Has(labels)) return known.Series;
            }
        }
        if (_other is not { } other) return Add(hash, labels);
        Interlocked.Increment(ref _surplus);
        return other;
    }

    private MetricSeries Add(int hash, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (_gate)
        {
            var text = LabelText.Of(labels);
            if (!_series.TryGetValue(text, out var series))
            {
                if (_series.Count >= mostSeries)
                {
                    Interlocked.Increment(ref _surplus);
                    return _other ??= _series[LabelText.Other(labels)] = Make();
                }
                _series[text] = series = Make();
            }
            // The same labels in another order are the same series.
            _known[hash] = new Known(labels.ToArray(), series, _known.GetValueOrDefault(hash));
            if (labels.IsEmpty) _bare = series;
            return series;
        }
    }

    private MetricSeries Make() => kind == MetricKind.Histogram ? new HistogramSeries(_bounds) : new NumberSeries();

    /// <summary>A set of labels as it was measured.</summary>
    private sealed class Known(KeyValuePair<string, object?>[] labels, MetricSeries series, Known? next)
    {
        public MetricSeries Series => series;

        public Known? Next => next;

        public static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var hash = new HashCode();
            foreach (var (label, value) in labels)
            {
                hash.Add(label);
                hash.Add(value);
            }
            return hash.ToHashCode();
        }

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> other)
        {
            if (labels.Length != other.Length) return false;
            for (var i = 0; i < labels.Length; i++)
            {
                if (labels[i].Key != other[i].Key || !Equals(labels[i].Value, other[i].Value)) return false;
            }
            return true;
        }
    }
}
