using System.ComponentModel.DataAnnotations;

namespace Actors.Offline;

/// <summary>Settings of the offline tutor.</summary>
public sealed class OfflineOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat:Offline";

    /// <summary>How long a reply takes, from the question to its end; she speaks while it runs. Zero for at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(600);
}
