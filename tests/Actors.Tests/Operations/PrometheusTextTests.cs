using System.Diagnostics.Metrics;
using Actors.Health;

namespace Actors.Tests.Operations;

/// <summary>What is measured, as Prometheus reads it.</summary>
public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new($"Test.{Guid.NewGuid():N}");
    private readonly PrometheusText _text;

    public PrometheusTextTests() => _text = new PrometheusText(name => name == _meter.Name, mostSeries: 3);

    private Exposition Read() => Exposition.Parse(_text.Write());

    [Fact]
    public void Labels_are_kept_apart_escaped_and_in_one_order()
    {
        var counter = _meter.CreateCounter<long>("asked", description: "How often,\nand \\ why.");
        counter.Add(1, new("b.b", "say \"你好\"\\\n"), new KeyValuePair<string, object?>("a", 7));
        counter.Add(2, new("a", 7), new KeyValuePair<string, object?>("b.b", "say \"你好\"\\\n"));
        counter.Add(4, new("a", true), new KeyValuePair<string, object?>("none", null));
        counter.Add(8);
        Assert.Contains("# HELP asked How often,\\nand \\\\ why.\n# TYPE asked counter\nasked 8\nasked{a=\"7\",b_b=\"say \\\"你好\\\"\\\\\\n\"} 3\nasked{a=\"true\"} 4\n",
            _text.Write(), StringComparison.Ordinal);
        Assert.Equal(15, Read().Value("asked"));
        Assert.Equal(15, _text.ValueOf("asked"));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var took = _meter.CreateHistogram<double>("answer.duration", "s", null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in (double[])[0.05, 0.1, 0.5, 3]) took.Record(seconds, new KeyValuePair<string, object?>("provider", "p"));
        var read = Read();
        Assert.Equal("histogram", read.Types["answer_duration_seconds"]);
        Assert.Equal([("provider=\"p\",le=\"0.1\"", 2), ("provider=\"p\",le=\"1\"", 3), ("provider=\"p\",le=\"+Inf\"", 4)],
            read.Samples.Where(static sample => sample.Name == "answer_duration_seconds_bucket").Select(static sample => (sample.Labels, (int)sample.Value)));
        Assert.Equal(3.65, read.Value("answer_duration_seconds_sum"), 6);
    }

    [Fact]
    public void What_goes_up_and_down_and_what_is_observed_are_gauges_that_forget_what_is_gone()
    {
        var open = _meter.CreateUpDownCounter<int>("open");
        var level = _meter.CreateGauge<double>("level");
        var alive = new Dictionary<string, int> { ["user"] = 3, ["tutor"] = 5 };
        _meter.CreateObservableUpDownCounter("alive", () => alive.Select(static pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("type", pair.Key))));
        open.Add(3);
        open.Add(-1);
        level.Record(4);
        level.Record(2.5);
        var before = Read();
        alive.Remove("user");
        var after = Read();
        Assert.Equal((2, 2.5, 8), (before.Value("open"), before.Value("level"), before.Value("alive")));
        Assert.Equal(["type=\"tutor\""], after.Samples.Where(static sample => sample.Name == "alive").Select(static sample => sample.Labels));
        Assert.All(new[] { "open", "level", "alive" }, name => Assert.Equal("gauge", after.Types[name]));
    }

    [Fact]
    public void Too_many_labels_go_to_one_series_and_are_counted()
    {
        var counter = _meter.CreateCounter<long>("asked");
        for (var n = 0; n < 10; n++) counter.Add(1, new KeyValuePair<string, object?>("who", n));
        var read = Read();
        Assert.Equal(["who=\"0\"", "who=\"1\"", "who=\"2\"", "who=\"other\""], read.Samples.Where(static sample => sample.Name == "asked").Select(static sample => sample.Labels));
        Assert.Equal((7, 7), (read.Value("asked", "other"), read.Value(PrometheusText.Surplus, "asked")));
    }

    [Fact]
    public void Measuring_what_was_measured_before_allocates_nothing_and_loses_nothing()
    {
        var counter = _meter.CreateCounter<long>("asked");
        var took = _meter.CreateHistogram<double>("took", "s");
        KeyValuePair<string, object?> label = new("kind", "websocket"), other = new("model", "m");
        Measure(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Parallel.For(0, 8, _ => Measure(1000));
        Assert.Equal(3 * 9010, Read().Value("asked"));

        void Measure(int times)
        {
            for (var n = 0; n < times; n++)
            {
                counter.Add(1);
                counter.Add(1, label);
                counter.Add(1, label, other);
                took.Record(0.2, label);
            }
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }
}
