using System.ComponentModel.DataAnnotations;

namespace Actors.Delivery;

/// <summary>Sessions of every kind.</summary>
public sealed class SessionSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sessions";

    /// <summary>How long the turn under way may take to end when a session's activation ends or moves; then it is cut.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(10);
}
