using System.ComponentModel.DataAnnotations;

namespace Actors.Accounts;

/// <summary>How accounts guard themselves.</summary>
public sealed class AccountSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Accounts";

    /// <summary>Wrong passwords in a row until an account is locked.</summary>
    [Range(1, 100)]
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long it is locked; also how long wrong ones are remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a reset code may be used.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wrong codes until a code ends.</summary>
    [Range(1, 100)]
    public int CodeTries { get; set; } = 5;

    /// <summary>Codes that one address is sent in an hour.</summary>
    [Range(1, 1000)]
    public int CodesPerHour { get; set; } = 5;
}
