using System.Xml.Linq;

namespace Actors.Tests.House;

/// <summary>What keeps the house in order, as tests: sizes, names, and who may reference whom.</summary>
public sealed class HouseRulesTests
{
    private const int LongestFile = 500;
    private const int LongestMedian = 60;

    private static readonly string[] FoldersWithoutMeaning = ["Common", "Utils", "Utilities", "Helpers", "Managers", "Services", "Misc", "Models", "Dtos"];
    private static readonly string[] SuffixesWithoutMeaning = ["Helper", "Helpers", "Util", "Utils", "Manager", "Processor", "Impl"];

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Actors.Engine"] = [],
        ["Actors.Contracts"] = ["Actors.Engine"],
        ["Actors.Grains"] = ["Actors.Contracts"],
        ["Actors.Storage"] = ["Actors.Grains"],
        ["Actors.Providers"] = ["Actors.Grains", "Actors.Espeak"],
        ["Actors.Espeak"] = [],
        ["Actors.Samples.ConsoleChat"] = [],
        ["Actors.Hosting"] = ["Actors.Storage"],
        ["Actors.Silo"] = ["Actors.Grains", "Actors.Storage", "Actors.Providers", "Actors.Hosting"],
        ["Actors.FrontendHost"] = ["Actors.Contracts", "Actors.Grains", "Actors.Storage", "Actors.Providers", "Actors.Hosting"],
    };

    private static IEnumerable<string> Code => Repository.Files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_500_lines() =>
        Assert.Empty(Code.Select(static file => (file, Lines: Repository.Lines(file).Length)).Where(static f => f.Lines > LongestFile));

    [Fact]
    public void The_median_file_outside_tests_has_at_most_60_lines()
    {
        var lengths = Code.Where(static file => !file.StartsWith("tests/", StringComparison.Ordinal)).Select(static file => Repository.Lines(file).Length).Order().ToList();
        Assert.InRange(lengths[lengths.Count / 2], 1, LongestMedian);
    }

    [Fact]
    public void Folders_are_named_for_what_is_in_them() =>
        Assert.Empty(Repository.Files.Where(static file => file.Split('/')[..^1].Intersect(FoldersWithoutMeaning, StringComparer.OrdinalIgnoreCase).Any()));

    [Fact]
    public void Files_are_named_for_what_is_in_them() =>
        Assert.Empty(Code.Where(static file => !file.EndsWith("Surface/ObserverManager.cs", StringComparison.Ordinal)) // Orleans' name
            .Where(static file => SuffixesWithoutMeaning.Any(suffix => Path.GetFileNameWithoutExtension(file).EndsWith(suffix, StringComparison.Ordinal))));

    [Fact]
    public void Projects_reference_only_what_their_wall_allows()
    {
        foreach (var project in Repository.Files.Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            if (!MayReference.TryGetValue(name, out var allowed))
            {
                Assert.StartsWith("tests/", project, StringComparison.Ordinal);
                continue;
            }
            var references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
                .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.Empty(references.Except(allowed).Select(reference => $"{name} references {reference}"));
        }
    }

    [Fact]
    public void The_front_end_s_Program_is_short() => Assert.InRange(Repository.Lines("frontend-host/Program.cs").Length, 1, LongestMedian);

    [Fact]
    public void Only_the_hosts_know_the_engine()
    {
        var inLibraries = Code.Where(static file => file.StartsWith("src/", StringComparison.Ordinal) && Repository.Read(file).Contains("#if", StringComparison.Ordinal));
        Assert.Empty(inLibraries);
    }

    [Fact]
    public void Rows_are_read_whole()
    {
        // Rows says why.
        string[] marks = ["connection.Query", ".ExecuteScalarAsync<"];
        Assert.Empty(Code.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && marks.Any(mark => Repository.Read(file).Contains(mark, StringComparison.Ordinal))));
    }

    [Fact]
    public void No_code_blocks_on_a_task_or_leaves_work_undone()
    {
        string[] marks = ["Not" + "ImplementedException", "TO" + "DO", "FIX" + "ME", ".GetAwaiter()" + ".GetResult()"];
        Assert.Empty(Code.Where(file => marks.Any(mark => Repository.Read(file).Contains(mark, StringComparison.Ordinal))));
    }
}
