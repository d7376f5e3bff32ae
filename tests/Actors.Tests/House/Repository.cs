namespace Actors.Tests.House;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", ".git", "node_modules", "data"];

    public static string Root { get; } = Find();

    /// <summary>Paths below the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(Root).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout.");
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(static sub => !NotOurs.Contains(Path.GetFileName(sub))).SelectMany(Below));
}
