using System.ComponentModel.DataAnnotations;

namespace Actors.Limits;

/// <summary>How requests are told apart for counting.</summary>
internal enum LimitClass
{
    /// <summary>Not counted: health, metrics, documents.</summary>
    None,

    /// <summary>Counted for the user, or for the address of who is not known.</summary>
    General,

    /// <summary>Files that come in; counted besides.</summary>
    Uploads,

    /// <summary>Codes to set a password with; counted besides, for the address.</summary>
    Resets,

    /// <summary>Questions about the people of books; counted besides.</summary>
    Characters,
}

/// <summary>That a route is counted.</summary>
internal sealed record LimitMetadata(LimitClass Class);

/// <summary>How much one client may ask.</summary>
public sealed class LimitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>Whether there are limits at all; off for load tests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Frames a second, over time.</summary>
    [Range(1, 100_000)]
    public int FramesPerSecond { get; set; } = 20;

    /// <summary>Frames at once.</summary>
    [Range(1, 100_000)]
    public int FrameBurst { get; set; } = 120;

    /// <summary>Requests an hour from one address without a token.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerHour { get; set; } = 100;

    /// <summary>Requests an hour of one user.</summary>
    [Range(1, 1_000_000)]
    public int UserPerHour { get; set; } = 1000;

    /// <summary>Files an hour of one user.</summary>
    [Range(1, 1_000_000)]
    public int UploadsPerHour { get; set; } = 10;

    /// <summary>Requests for a reset code an hour from one address.</summary>
    [Range(1, 1_000_000)]
    public int ResetsPerHour { get; set; } = 5;

    /// <summary>Questions about the people of books an hour of one user.</summary>
    [Range(1, 1_000_000)]
    public int CharacterQueriesPerHour { get; set; } = 500;

    /// <summary>Sockets of one user on one front end.</summary>
    [Range(1, 1_000_000)]
    public int SocketsPerUser { get; set; } = 32;

    /// <summary>Sockets from one address on one front end.</summary>
    [Range(1, 1_000_000)]
    public int SocketsPerAddress { get; set; } = 1000;

    /// <summary>How long a front end keeps what it was lent and has no use for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepLoans { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The hourly limit of a class.</summary>
    internal int Of(LimitClass by, bool isKnown) => by switch
    {
        LimitClass.Uploads => UploadsPerHour,
        LimitClass.Resets => ResetsPerHour,
        LimitClass.Characters => CharacterQueriesPerHour,
        _ => isKnown ? UserPerHour : AnonymousPerHour,
    };
}
