namespace Actors.Accounts;

/// <summary>Claims an account.</summary>
/// <param name="UserId">For whom.</param>
/// <param name="Password">The password.</param>
/// <param name="Email">The address as it was given, for mails.</param>
/// <param name="Name">The name, which the account remembers until the user is made.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.register-account")]
public sealed record RegisterAccount(
    [property: Id(0)] string UserId, [property: Id(1)] string Password, [property: Id(2)] string Email, [property: Id(3)] string Name, [property: Id(4)] string Language, [property: Id(5)] Origin Origin);

/// <summary>Signs in by password.</summary>
/// <param name="Password">The password.</param>
/// <param name="CommandId">Tells this attempt from others when it may come twice.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-in")]
public sealed record SignIn([property: Id(0)] string Password, [property: Id(1)] string? CommandId, [property: Id(2)] Origin Origin);

/// <summary>Sets another password.</summary>
/// <param name="UserId">Whose account it must be.</param>
/// <param name="OldPassword">The present one.</param>
/// <param name="NewPassword">The next one.</param>
/// <param name="CommandId">Tells this attempt from others when it may come twice.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.change-password")]
public sealed record ChangePassword(
    [property: Id(0)] string UserId, [property: Id(1)] string OldPassword, [property: Id(2)] string NewPassword, [property: Id(3)] string? CommandId, [property: Id(4)] Origin Origin);

/// <summary>Asks for a reset code.</summary>
/// <param name="CommandId">Tells this request from others when it may come twice.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.request-reset")]
public sealed record RequestReset([property: Id(0)] string? CommandId, [property: Id(1)] Origin Origin);

/// <summary>Uses a reset code.</summary>
/// <param name="Code">The code.</param>
/// <param name="NewPassword">The password to set.</param>
/// <param name="CommandId">Tells this attempt from others when it may come twice.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.confirm-reset")]
public sealed record ConfirmReset([property: Id(0)] string Code, [property: Id(1)] string NewPassword, [property: Id(2)] string? CommandId, [property: Id(3)] Origin Origin);

/// <summary>Signs in somebody whom a provider has vouched for.</summary>
/// <param name="NewUserId">Whose account it becomes when it is nobody's; empty: nobody's it stays.</param>
/// <param name="Email">The address that the provider gives; empty for none.</param>
/// <param name="Name">The name that the provider gives.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-in-by-provider")]
public sealed record SignInByProvider(
    [property: Id(0)] string NewUserId, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] string Language, [property: Id(4)] Origin Origin);

/// <summary>Claims an address that a provider has vouched for.</summary>
/// <param name="UserId">For whom, when it is nobody's.</param>
/// <param name="Email">The address as it was given.</param>
/// <param name="Name">The name.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.vouch-for-mail")]
public sealed record VouchForMail(
    [property: Id(0)] string UserId, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] string Language, [property: Id(4)] Origin Origin);

/// <summary>Whether an account was claimed.</summary>
/// <param name="IsAccepted">False when it is another user's.</param>
/// <param name="CreatedAtMs">When it was claimed, Unix milliseconds UTC.</param>
[GenerateSerializer, Immutable, Alias("accounts.register-outcome")]
public sealed record RegisterOutcome([property: Id(0)] bool IsAccepted, [property: Id(1)] long CreatedAtMs);

/// <summary>What became of an attempt to sign in.</summary>
[GenerateSerializer, Alias("accounts.sign-in-status")]
public enum SignInStatus
{
    /// <summary>It was right.</summary>
    Accepted,

    /// <summary>It was wrong, or there is no such account.</summary>
    Refused,

    /// <summary>There were too many wrong ones.</summary>
    Locked,

    /// <summary>There is no password: the account came by a provider. To who tries to sign in it is the same as <see cref="Refused"/>.</summary>
    NoPassword,
}

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="Status">Whether it was right.</param>
/// <param name="Account">Whose account it is, when it was right.</param>
/// <param name="RetryAfterMs">How long the account stays locked.</param>
[GenerateSerializer, Immutable, Alias("accounts.sign-in-outcome")]
public sealed record SignInOutcome([property: Id(0)] SignInStatus Status, [property: Id(1)] AccountOwner? Account = null, [property: Id(2)] long RetryAfterMs = 0);

/// <summary>Whose account it is, as it was claimed.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The address as it was given.</param>
/// <param name="Name">The name.</param>
/// <param name="Language">The language of mails.</param>
[GenerateSerializer, Immutable, Alias("accounts.account-owner")]
public sealed record AccountOwner([property: Id(0)] string UserId, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] string Language);
