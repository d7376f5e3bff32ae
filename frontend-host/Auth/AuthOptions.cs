using System.ComponentModel.DataAnnotations;

namespace Actors.Auth;

/// <summary>Who may come in, and for how long.</summary>
public sealed class AuthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>Whether a socket without a token is a new guest.</summary>
    public bool AllowGuests { get; set; } = true;

    /// <summary>
    /// Base64 of at least 32 bytes that sign tokens; several front ends must share it. Empty: a key file in the data folder,
    /// made at the first start.
    /// </summary>
    public string SigningKey { get; set; } = "";

    /// <summary>How long an access token lives.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a refresh token lives.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(7);
}
