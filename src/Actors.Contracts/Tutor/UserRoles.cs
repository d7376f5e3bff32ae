namespace Actors.Tutor;

/// <summary>How she addresses the user.</summary>
public static class UserRoles
{
    /// <summary>Elder brother of the sect; the default.</summary>
    public const string Brother = "师兄";

    /// <summary>Elder sister of the sect.</summary>
    public const string Sister = "师姐";

    /// <summary>Whether a text is one of the two.</summary>
    public static bool IsValid(string? role) => role is Brother or Sister;
}
