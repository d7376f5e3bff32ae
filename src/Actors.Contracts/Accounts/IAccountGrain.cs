namespace Actors.Accounts;

/// <summary>
/// A way to sign in. Key: <see cref="AccountKey"/>, which makes uniqueness a fact. Keeps the password's hash, lock-out and the reset
/// code. What it answers, and when, does not tell whether the account exists, <see cref="Register"/> apart.
/// </summary>
[Alias("accounts.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Claims the account for a user. The same user with the same password again is accepted; another one is refused.</summary>
    [Alias("Register")]
    Task<RegisterOutcome> Register(RegisterAccount command);

    /// <summary>Checks a password. After too many wrong ones the account is locked for a while.</summary>
    [Alias("SignIn")]
    Task<SignInOutcome> SignIn(SignIn command);

    /// <summary>Sets another password for who knows the present one. Counts wrong ones as <see cref="SignIn"/> does.</summary>
    [Alias("ChangePassword")]
    Task<SignInOutcome> ChangePassword(ChangePassword command);

    /// <summary>Sends a reset code by mail, if the account exists and was not sent too many.</summary>
    [Alias("RequestReset")]
    Task RequestReset(RequestReset command);

    /// <summary>Sets a password for who has the code. The code ends with its use, with its time, and with too many wrong ones.</summary>
    [Alias("ConfirmReset")]
    Task<SignInOutcome> ConfirmReset(ConfirmReset command);

    /// <summary>
    /// Signs somebody in whom a provider has vouched for: makes the account theirs at the first time, for <see cref="SignInByProvider.NewUserId"/>; refused when that is empty.
    /// </summary>
    [Alias("SignInByProvider")]
    Task<SignInOutcome> SignInByProvider(SignInByProvider command);

    /// <summary>Claims an address that a provider has vouched for, for a user: <see cref="SignInStatus.Refused"/> when it is another's and nobody has proven it to be his.</summary>
    [Alias("Vouch")]
    Task<SignInOutcome> Vouch(VouchForMail command);

    /// <summary>Tells how the owner is called now, and in which language mails are to be, if the account is his.</summary>
    [Alias("Describe")]
    Task Describe(AccountOwner owner);

    /// <summary>Gives the account up, if it is this user's.</summary>
    [Alias("Release")]
    Task Release(string userId);
}
