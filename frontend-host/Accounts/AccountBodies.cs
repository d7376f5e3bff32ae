using System.ComponentModel.DataAnnotations;
using Actors.Api;

namespace Actors.Accounts;

/// <summary>How long a password may be; longer ones would only cost time.</summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 128;

    /// <summary>Why a password cannot be taken, as a text; null when it can.</summary>
    public static string? Problem(string password, string email) => string.Equals(password, email.Trim(), StringComparison.OrdinalIgnoreCase) ? "FIELD_PASSWORD" : null;
}

/// <summary>Somebody who wants an account.</summary>
internal sealed record RegisterBody(
    [property: Required, StringLength(100, MinimumLength = 1), PlainText] string Name,
    [property: Required, MailAddress] string Email,
    [property: Required, StringLength(PasswordRules.Longest, MinimumLength = PasswordRules.Shortest)] string Password,
    [property: Required] string PasswordConfirm) : IChecked
{
    public IEnumerable<(string, string)> Check()
    {
        if (Password != PasswordConfirm) yield return ("password_confirm", "FIELD_MISMATCH");
        if (PasswordRules.Problem(Password, Email) is { } problem) yield return ("password", problem);
    }
}

/// <summary>Somebody who has one. A password that could not have been set is wrong, not malformed.</summary>
internal sealed record LoginBody([property: Required, StringLength(1000, MinimumLength = 1)] string Email, [property: Required, StringLength(1000, MinimumLength = 1)] string Password);

/// <summary>A refresh token.</summary>
internal sealed record RefreshBody([property: StringLength(4096)] string? Refresh);

/// <summary>What a user says of himself; what is left out stays as it is, an empty text takes it away.</summary>
internal sealed record ProfileBody(
    [property: StringLength(100, MinimumLength = 1), PlainText] string? Name,
    [property: AllowedValues("en", "ar", "zh", "vi")] string? Language,
    [property: StringLength(20), PlainText] string? Gender,
    [property: StringLength(4), PlainText] string? Mbti,
    [property: StringLength(500), PlainText] string? Interests) : IChecked
{
    public IEnumerable<(string, string)> Check()
    {
        if (Name is not null && string.IsNullOrWhiteSpace(Name)) yield return ("name", "FIELD_REQUIRED");
    }
}

/// <summary>Another password.</summary>
internal sealed record ChangePasswordBody(
    [property: Required, StringLength(1000, MinimumLength = 1)] string OldPassword,
    [property: Required, StringLength(PasswordRules.Longest, MinimumLength = PasswordRules.Shortest)] string NewPassword);

/// <summary>Somebody who has forgotten his password.</summary>
internal sealed record ResetBody([property: Required, MailAddress] string Email);

/// <summary>A code, and the password to set.</summary>
internal sealed record ConfirmBody(
    [property: Required, MailAddress] string Email,
    [property: Required, StringLength(20, MinimumLength = 1)] string Code,
    [property: Required, StringLength(PasswordRules.Longest, MinimumLength = PasswordRules.Shortest)] string NewPassword) : IChecked
{
    public IEnumerable<(string, string)> Check()
    {
        if (PasswordRules.Problem(NewPassword, Email) is { } problem) yield return ("new_password", problem);
    }
}

/// <summary>The password, to show that it is really the user who wants his account gone; not needed where there is none.</summary>
internal sealed record DeleteAccountBody([property: StringLength(1000)] string? Password);
