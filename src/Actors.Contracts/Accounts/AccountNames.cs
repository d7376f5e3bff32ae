namespace Actors.Accounts;

/// <summary>What a user may be.</summary>
public static class Roles
{
    /// <summary>Learns.</summary>
    public const string Student = "STUDENT";

    /// <summary>Teaches, too.</summary>
    public const string Tutor = "TUTOR";

    /// <summary>Operates the installation.</summary>
    public const string Admin = "ADMIN";

    /// <summary>Whether a text is a role.</summary>
    public static bool IsRole(string? text) => text is Student or Tutor or Admin;
}

/// <summary>What a user pays for.</summary>
public static class Plans
{
    /// <summary>Nothing.</summary>
    public const string Free = "FREE";

    /// <summary>More of everything.</summary>
    public const string Premium = "PREMIUM";

    /// <summary>Whether a text is a plan.</summary>
    public static bool IsPlan(string? text) => text is Free or Premium;
}
