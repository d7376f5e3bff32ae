using System.Collections.Immutable;

namespace Actors.Accounts;

/// <summary>Whether a user has become a member.</summary>
[GenerateSerializer, Alias("accounts.join-outcome")]
public enum JoinOutcome
{
    /// <summary>He is one.</summary>
    Joined,

    /// <summary>He was one before, with another address.</summary>
    IsMember,

    /// <summary>The user is disabled or gone.</summary>
    Refused,
}

/// <summary>What tokens say of a user.</summary>
/// <param name="Id">The user id.</param>
/// <param name="Email">The address; empty for a guest.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">STUDENT, TUTOR or ADMIN.</param>
/// <param name="Plan">FREE or PREMIUM.</param>
/// <param name="Version">Rises when access tokens end; those with a lower one are no good.</param>
/// <param name="IsGuest">Whether the user has no account.</param>
[GenerateSerializer, Immutable, Alias("accounts.user-facts")]
public sealed record UserFacts(
    [property: Id(0)] string Id, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] string Role, [property: Id(4)] string Plan, [property: Id(5)] int Version,
    [property: Id(6)] bool IsGuest);

/// <summary>What became of a sign-in.</summary>
/// <param name="User">The user; null when it was refused.</param>
[GenerateSerializer, Immutable, Alias("accounts.session-outcome")]
public sealed record SessionOutcome([property: Id(0)] UserFacts? User);

/// <summary>What became of a refresh token.</summary>
/// <param name="IsAccepted">Whether new tokens may be given.</param>
/// <param name="NextGeneration">The generation of the next refresh token.</param>
/// <param name="User">The user, when it was accepted.</param>
[GenerateSerializer, Immutable, Alias("accounts.refresh-outcome")]
public sealed record RefreshOutcome([property: Id(0)] bool IsAccepted, [property: Id(1)] int NextGeneration, [property: Id(2)] UserFacts? User = null);

/// <summary>An open sign-in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAtMs">When it was opened, Unix milliseconds UTC; 0 when that is not known.</param>
/// <param name="UsedAtMs">When it was refreshed last.</param>
/// <param name="ExpiresAtMs">When it ends by itself.</param>
/// <param name="Agent">What the client calls itself.</param>
/// <param name="Address">The network from which it was used last.</param>
[GenerateSerializer, Immutable, Alias("accounts.session-view")]
public sealed record SessionView(
    [property: Id(0)] string Id, [property: Id(1)] long CreatedAtMs, [property: Id(2)] long UsedAtMs, [property: Id(3)] long ExpiresAtMs, [property: Id(4)] string Agent,
    [property: Id(5)] string Address);

/// <summary>A user, for himself and for operators.</summary>
/// <param name="Facts">What tokens say.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Gender">The gender.</param>
/// <param name="Mbti">The type of personality.</param>
/// <param name="Interests">The interests.</param>
/// <param name="CreatedAtMs">When the user became a member, Unix milliseconds UTC; 0 for a guest.</param>
/// <param name="IsDisabled">Whether the user is kept out.</param>
/// <param name="Providers">The ways to sign in: <c>mail</c> and names of providers.</param>
/// <param name="Quota">What is used and what is left.</param>
[GenerateSerializer, Immutable, Alias("accounts.user-profile")]
public sealed record UserProfile(
    [property: Id(0)] UserFacts Facts, [property: Id(1)] string Language, [property: Id(2)] string Gender, [property: Id(3)] string Mbti, [property: Id(4)] string Interests,
    [property: Id(5)] long CreatedAtMs, [property: Id(6)] bool IsDisabled, [property: Id(7)] ImmutableArray<string> Providers, [property: Id(8)] QuotaView Quota);

/// <summary>What became of a user's data.</summary>
/// <param name="Erased">How much of each kind was deleted.</param>
/// <param name="Kept">What stays, without anything that says whose it is.</param>
[GenerateSerializer, Immutable, Alias("accounts.erase-report")]
public sealed record EraseReport([property: Id(0)] ImmutableArray<ErasedKind> Erased, [property: Id(1)] ImmutableArray<string> Kept);

/// <summary>How much of a kind was deleted.</summary>
/// <param name="Name">The kind: <c>messages</c>.</param>
/// <param name="Count">How much.</param>
[GenerateSerializer, Immutable, Alias("accounts.erased-kind")]
public sealed record ErasedKind([property: Id(0)] string Name, [property: Id(1)] long Count);
