using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Storage;

/// <summary>Scripts that belong together, and the table that tells which of them were applied.</summary>
internal sealed class MigrationSet
{
    private MigrationSet(string journal, string folder)
    {
        Journal = journal;
        Scripts = [.. Read(typeof(MigrationSet).Assembly, $".{folder}.").OrderBy(static m => m.Version)];
    }

    /// <summary>The tables of the product, in both databases.</summary>
    public static MigrationSet Product { get; } = new("schema_migrations", "Migrations");

    /// <summary>The tables that Orleans' relational providers use, in PostgreSQL.</summary>
    public static MigrationSet Cluster { get; } = new("cluster_migrations", "Cluster");

    /// <summary>The table of what was applied.</summary>
    public string Journal { get; }

    /// <summary>The scripts of this program, by number.</summary>
    public IReadOnlyList<Migration> Scripts { get; }

    private static IEnumerable<Migration> Read(Assembly assembly, string folder)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            var name = resource.Split('.')[^2];
            var version = long.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            yield return new Migration(version, name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))) { Sql = sql };
        }
    }
}

/// <summary>A numbered script.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Checksum">SHA-256 of its text, hex.</param>
internal sealed record Migration(long Version, string Name, string Checksum)
{
    /// <summary>Its text; null in a row of the journal.</summary>
    public string? Sql { get; init; }
}
