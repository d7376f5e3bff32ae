using System.ComponentModel.DataAnnotations;

namespace Actors.Storage;

/// <summary>Where data lives.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Data";

    /// <summary>The folder of the SQLite file and of generated keys; made when it is missing.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>
    /// PostgreSQL, from <c>ConnectionStrings:Postgres</c>; empty for the SQLite file.
    /// </summary>
    public string Postgres { get; set; } = "";

    /// <summary>The most writes that share one commit.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 1024;

    /// <summary>How long SQLite waits for a lock that another program holds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
