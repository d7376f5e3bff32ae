using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Tests.Harness;
using Actors.Tests.House;
using Npgsql;

namespace Actors.Tests.Operations;

/// <summary>The dashboard and the alert rules ask only for what <c>/metrics</c> can give.</summary>
public sealed partial class OperationsFilesTests
{
    private const string Dashboard = "silo/operations/grafana-dashboard.json";
    private const string Alerts = "silo/operations/alerts.yml";

    /// <summary>What Prometheus says itself, and what only a silo has: this program has no Orleans.</summary>
    private static readonly string[] FromElsewhere = ["up", "orleans_catalog_activations"];

    private static readonly string[] Words = ["and", "or", "unless", "on", "ignoring", "group_left", "bool", "offset"];

    [Fact]
    public async Task Every_metric_that_they_name_is_there()
    {
        var known = FromElsewhere.Concat(InCode()).Concat(await FromProgramAsync()).ToHashSet();
        var asked = Queries().SelectMany(static query => MetricsOf(query).Select(metric => (metric, query))).ToList();
        Assert.True(asked.Count > 80, $"only {asked.Count} metrics were found");
        Assert.Empty(asked.Where(one => !known.Contains(one.metric)).Select(static one => $"{one.metric} in {one.query}"));
    }

    [Fact]
    public void Every_metric_of_ours_is_on_the_dashboard()
    {
        var shown = Queries().SelectMany(MetricsOf).ToHashSet();
        var ours = Instrument().Matches(Code()).Select(static match => match.Groups[2].Value);
        Assert.Empty(ours.Where(name => !shown.Any(metric => metric == name || metric.StartsWith($"{name}_", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_dashboard_can_be_imported()
    {
        var dashboard = JsonElement.Parse(Repository.Read(Dashboard));
        Assert.Equal(["datasource", "job", "instance"], dashboard.GetProperty("templating").GetProperty("list").EnumerateArray().Select(static variable => variable.Text("name")));
        var panels = dashboard.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.Select(static panel => panel.Number("id")).Distinct().Count());
        foreach (var panel in panels.Where(static panel => panel.Text("type") != "row"))
        {
            Assert.Equal("${datasource}", panel.GetProperty("datasource").Text("uid"));
            var place = panel.GetProperty("gridPos");
            Assert.InRange(place.Number("x") + place.Number("w"), 1, 24);
        }
    }

    [Fact]
    public void Every_alert_is_named_graded_and_explained()
    {
        var rules = Repository.Read(Alerts).Split("      - alert: ").Skip(1).ToList();
        Assert.Equal(rules.Count, rules.Select(static rule => rule.Split('\n')[0]).Distinct().Count());
        Assert.All(rules, static rule => Assert.Matches(@"\A\w+\n        expr: [^\n]+\n(        for: \d+[mh]\n)?        labels: \{ severity: (critical|warning|info) \}\n        annotations:\n          summary: [^\n]+\n          description: [^\n]+\n", rule));
    }

    [Fact]
    public void Queries_are_balanced() => Assert.All(Queries(), static query =>
    {
        foreach (var (open, close) in (ReadOnlySpan<(char, char)>)[('(', ')'), ('{', '}'), ('[', ']')]) Assert.Equal(query.Count(c => c == open), query.Count(c => c == close));
        Assert.Equal(0, query.Count(static c => c == '"') % 2);
    });

    private static List<string> Queries()
    {
        var panels = JsonElement.Parse(Repository.Read(Dashboard)).GetProperty("panels").EnumerateArray();
        var shown = panels.Where(static panel => panel.Has("targets")).SelectMany(static panel => panel.GetProperty("targets").EnumerateArray()).Select(static target => target.Text("expr"));
        return [.. shown, .. Expression().Matches(Repository.Read(Alerts)).Select(static match => match.Groups[1].Value)];
    }

    private static IEnumerable<string> MetricsOf(string query)
    {
        var bare = Grouping().Replace(Braces().Replace(query, ""), "");
        return Name().Matches(bare).Select(static match => match.Value).Where(static name => !Words.Contains(name)).Distinct();
    }

    private static string Code() => string.Join('\n', Repository.Files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Read));

    /// <summary>The instruments that the program would make if it were asked: nobody speaks in a test.</summary>
    private static IEnumerable<string> InCode() => Instrument().Matches(Code())
        .SelectMany(static match => match.Groups[1].Value == "Histogram" ? Exposition.HistogramNames(match.Groups[2].Value) : [match.Groups[2].Value]);

    private static async Task<IEnumerable<string>> FromProgramAsync()
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var unused = NpgsqlDataSource.Create("Host=none"); // its meter comes with the first one
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        return Exposition.Parse(await app.Http.GetStringAsync("/metrics")).Names;
    }

    [GeneratedRegex("""Create(?:Observable)?(Counter|UpDownCounter|Gauge|Histogram)(?:<\w+>)?\(\s*"(actors_\w+)["]""")]
    private static partial Regex Instrument();

    [GeneratedRegex("^ +expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex("""\{[^}]*\}|\[[^\]]*\]|"[^"]*["]""")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b(by|without) ?\([^)]*\)|\boffset \w+")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<![\w.$])[a-zA-Z_]\w*\b(?! *\()")]
    private static partial Regex Name();
}
