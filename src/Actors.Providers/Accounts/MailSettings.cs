using System.ComponentModel.DataAnnotations;

namespace Actors.Accounts;

/// <summary>How mail leaves: by SMTP, or as files in <c>outbox</c> below the data folder.</summary>
public sealed class MailSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Mail";

    /// <summary>From whom mails are.</summary>
    [Required]
    public string From { get; set; } = "Actors <no-reply@localhost>";

    /// <summary>The SMTP server; empty for files.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be secured (STARTTLS).</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>The user at the server; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The password at the server.</summary>
    public string Password { get; set; } = "";

    /// <summary>How often a mail is tried.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;

    /// <summary>How long a try may take; between two tries it is waited as long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Where files go; set from the data folder.</summary>
    public string Outbox { get; set; } = "data/outbox";

    /// <summary>Where mails go, for people.</summary>
    public string Where => Host.Length > 0 ? $"{Host}:{Port}" : $"files in {Path.GetFullPath(Outbox)}";
}
