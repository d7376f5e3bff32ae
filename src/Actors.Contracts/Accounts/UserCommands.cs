namespace Actors.Accounts;

/// <summary>From where somebody asks, for the audit log. Never a name, an address of mail or a token.</summary>
/// <param name="Address">The network address, cut to its network.</param>
/// <param name="RequestId">The request.</param>
/// <param name="ActorId">The user who asks; empty for one who is not known.</param>
[GenerateSerializer, Immutable, Alias("accounts.origin")]
public sealed record Origin([property: Id(0)] string Address, [property: Id(1)] string RequestId, [property: Id(2)] string ActorId);

/// <summary>Makes a user a member.</summary>
/// <param name="Account">The grain key of the account that leads to the user.</param>
/// <param name="Email">The address, as it was given.</param>
/// <param name="Name">The name.</param>
/// <param name="Language">The language of mails: en, ar, zh or vi.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.join-user")]
public sealed record JoinUser(
    [property: Id(0)] string Account, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] string Language, [property: Id(4)] Origin Origin);

/// <summary>Opens a sign-in.</summary>
/// <param name="Family">The family of its refresh tokens.</param>
/// <param name="ExpiresAtMs">When its newest refresh token will end, Unix milliseconds UTC.</param>
/// <param name="Agent">What the client calls itself.</param>
/// <param name="How">How the user proved who he is: <c>password</c>, or a provider.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.open-session")]
public sealed record OpenSession(
    [property: Id(0)] string Family, [property: Id(1)] long ExpiresAtMs, [property: Id(2)] string Agent, [property: Id(3)] string How, [property: Id(4)] Origin Origin);

/// <summary>Uses a refresh token.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Generation">Its place in the family, from 0.</param>
/// <param name="ExpiresAtMs">When the family's newest token will end, Unix milliseconds UTC.</param>
/// <param name="Attempt">Tells this use from every other: the same attempt made again has the same outcome.</param>
/// <param name="Agent">What the client calls itself.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.use-refresh")]
public sealed record UseRefresh(
    [property: Id(0)] string Family, [property: Id(1)] int Generation, [property: Id(2)] long ExpiresAtMs, [property: Id(3)] string? Attempt = null,
    [property: Id(4)] string Agent = "", [property: Id(5)] Origin? Origin = null);

/// <summary>Ends a sign-in.</summary>
/// <param name="Family">The sign-in.</param>
/// <param name="TokenId">An access token to end besides, by its <c>jti</c>.</param>
/// <param name="Origin">From where.</param>
/// <param name="IsProven">Whether a token of the sign-in was shown, so that there is one even where it is not known.</param>
[GenerateSerializer, Immutable, Alias("accounts.revoke-session")]
public sealed record RevokeSession([property: Id(0)] string Family, [property: Id(1)] string? TokenId, [property: Id(2)] Origin Origin, [property: Id(3)] bool IsProven);

/// <summary>Ends every sign-in but one.</summary>
/// <param name="Except">The one that stays; null for none.</param>
/// <param name="Why">For the audit log: <c>password.changed</c>, <c>password.reset</c>.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.revoke-all")]
public sealed record RevokeAll([property: Id(0)] string? Except, [property: Id(1)] string Why, [property: Id(2)] Origin Origin);

/// <summary>What a user says of himself; null leaves a member as it is, an empty text takes it away.</summary>
/// <param name="Name">The name.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Gender">The gender.</param>
/// <param name="Mbti">The type of personality.</param>
/// <param name="Interests">The interests.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.update-profile")]
public sealed record UpdateProfile(
    [property: Id(0)] string? Name, [property: Id(1)] string? Language, [property: Id(2)] string? Gender, [property: Id(3)] string? Mbti, [property: Id(4)] string? Interests,
    [property: Id(5)] Origin Origin);

/// <summary>What a user may do; null leaves a member as it is.</summary>
/// <param name="Role">STUDENT, TUTOR or ADMIN.</param>
/// <param name="Plan">FREE or PREMIUM.</param>
/// <param name="IsDisabled">Whether the user is kept out.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.set-access")]
public sealed record SetAccess([property: Id(0)] string? Role, [property: Id(1)] string? Plan, [property: Id(2)] bool? IsDisabled, [property: Id(3)] Origin Origin);

/// <summary>Deletes or anonymises a user.</summary>
/// <param name="KeepsWork">True leaves what the user made, without anything that says whose it is.</param>
/// <param name="Origin">From where.</param>
[GenerateSerializer, Immutable, Alias("accounts.erase-user")]
public sealed record EraseUser([property: Id(0)] bool KeepsWork, [property: Id(1)] Origin Origin);
