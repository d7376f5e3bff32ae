using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Tests.Operations;

/// <summary>A strict reader of Prometheus' text format 0.0.4: what it does not throw at, a scraper takes.</summary>
internal sealed partial class Exposition
{
    private Exposition(IReadOnlyDictionary<string, string> types, IReadOnlyList<Sample> samples) => (Types, Samples) = (types, samples);

    /// <summary>The type of each metric.</summary>
    public IReadOnlyDictionary<string, string> Types { get; }

    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>Every name that a query could use.</summary>
    public IEnumerable<string> Names => Types.SelectMany(static type => type.Value == "histogram" ? HistogramNames(type.Key) : [type.Key]);

    public static string[] HistogramNames(string name) => [$"{name}_bucket", $"{name}_sum", $"{name}_count"];

    public static Exposition Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var (types, samples) = (new Dictionary<string, string>(), new List<Sample>());
        string? helped = null, current = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                helped = help.Groups[1].Value;
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                current = type.Groups[1].Value;
                Assert.Equal(helped, current);
                Assert.True(types.TryAdd(current, type.Groups[2].Value), $"{current} comes twice");
            }
            else
            {
                var sample = Read(line);
                Assert.NotNull(current);
                string[] own = types[current] == "histogram" ? HistogramNames(current) : [current];
                Assert.True(own.Contains(sample.Name), $"{sample.Name} stands below {current}");
                samples.Add(sample);
            }
        }
        Assert.Empty(samples.GroupBy(static sample => sample.Name + sample.Labels).Where(static same => same.Count() > 1).Select(static same => same.Key));
        var read = new Exposition(types, samples);
        foreach (var (name, _) in types.Where(static type => type.Value == "histogram")) read.CheckHistogram(name);
        return read;
    }

    /// <summary>The sum of a metric's samples that have this in their labels.</summary>
    public double Value(string name, string labels = "") =>
        Samples.Where(sample => sample.Name == name && sample.Labels.Contains(labels, StringComparison.Ordinal)).Sum(static sample => sample.Value);

    private void CheckHistogram(string name)
    {
        foreach (var one in Samples.Where(sample => sample.Name == name + "_bucket").GroupBy(static sample => LeLabel().Replace(sample.Labels, "").Trim(',')))
        {
            var counts = one.Select(static bucket => bucket.Value).ToList();
            Assert.Equal(counts.Order(), counts);
            var bounds = one.Select(static bucket => Number(LeLabel().Match(bucket.Labels).Groups[1].Value)).ToList();
            Assert.Equal(bounds.Order(), bounds);
            Assert.Equal(double.PositiveInfinity, bounds[^1]);
            Assert.Equal(counts[^1], Samples.Single(sample => sample.Name == name + "_count" && sample.Labels == one.Key).Value);
            Assert.Single(Samples, sample => sample.Name == name + "_sum" && sample.Labels == one.Key);
        }
    }

    private static Sample Read(string line)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success, $"not in the format: {line}");
        return new(match.Groups[1].Value, match.Groups[2].Value, Number(match.Groups[3].Value));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"(?:,(?!\})|(?=\})))+)\})? (NaN|[+-]Inf|-?[0-9.]+(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?:^|,)le="([^"]*)"(?=,|$)""")]
    private static partial Regex LeLabel();
}

/// <summary>One line.</summary>
internal readonly record struct Sample(string Name, string Labels, double Value);
