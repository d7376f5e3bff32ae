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

    /// <summary>Keys, as above, that signed before and are still accepted: for changing the key while tokens are about.</summary>
    public string[] OldSigningKeys { get; set; } = [];

    /// <summary>Who issues tokens and for whom they are: programs that share a key but not their users need names of their own.</summary>
    [Required]
    public string Audience { get; set; } = "actors";

    /// <summary>How often a front end looks which tokens others have ended; 0 where there are no others.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RevocationsEvery { get; set; } = EngineChoice.RevocationsEvery;

    /// <summary>How many sign-ins are worked on or wait at once; more are asked to come again. Checking a password takes a noticeable time.</summary>
    [Range(1, 100_000)]
    public int SignInsAtOnce { get; set; } = 64;

    /// <summary>The least time that a request for a reset code takes: longer than making one, so that it tells nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ResetTakes { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an access token lives.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a refresh token lives.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(7);
}
