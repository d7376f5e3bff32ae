using System.Text;

namespace Actors.Health;

/// <summary>What was measured with one set of labels. Thread-safe, without locks.</summary>
internal abstract class MetricSeries
{
    /// <summary>The number; of a histogram, how many values.</summary>
    public abstract double Value { get; }

    /// <summary>Whether it was measured since it was forgotten.</summary>
    public abstract bool IsKnown { get; }

    public abstract void Add(double value);

    public abstract void Set(double value);

    /// <summary>Begins anew.</summary>
    public abstract void Forget();

    public abstract void WriteTo(StringBuilder text, string name, string labels);

    protected static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(LabelText.Number(value)).Append('\n');
    }

    protected static void Raise(ref double total, double by)
    {
        var seen = Volatile.Read(ref total);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref total, seen + by, seen);
            if (before.Equals(seen)) return;
            seen = before;
        }
    }
}

/// <summary>A counter or a gauge.</summary>
internal sealed class NumberSeries : MetricSeries
{
    private double _value;
    private volatile bool _isKnown;

    public override double Value => Volatile.Read(ref _value);

    public override bool IsKnown => _isKnown;

    public override void Add(double value)
    {
        Raise(ref _value, value);
        if (!_isKnown) _isKnown = true;
    }

    public override void Set(double value)
    {
        Volatile.Write(ref _value, value);
        if (!_isKnown) _isKnown = true;
    }

    public override void Forget()
    {
        Volatile.Write(ref _value, 0);
        _isKnown = false;
    }

    public override void WriteTo(StringBuilder text, string name, string labels) => Line(text, name, labels, Value);
}

/// <summary>A histogram.</summary>
internal sealed class HistogramSeries(double[] bounds) : MetricSeries
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public override double Value => _counts.Sum(static count => (double)count);

    public override bool IsKnown => true;

    public override void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket]) bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Raise(ref _sum, value);
    }

    public override void Set(double value) => Add(value);

    public override void Forget()
    {
    }

    public override void WriteTo(StringBuilder text, string name, string labels)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        var count = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            count += Interlocked.Read(ref _counts[bucket]);
            var bound = bucket < bounds.Length ? bounds[bucket] : double.PositiveInfinity;
            Line(text, name + "_bucket", $"{before}le=\"{LabelText.Number(bound)}\"", count);
        }
        Line(text, name + "_sum", labels, Volatile.Read(ref _sum));
        Line(text, name + "_count", labels, count);
    }
}
