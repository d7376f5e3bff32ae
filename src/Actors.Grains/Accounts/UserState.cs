using System.Collections.Immutable;

namespace Actors.Accounts;

/// <summary>What a user grain keeps.</summary>
[GenerateSerializer, Immutable, Alias("accounts.user-state")]
public sealed record UserState
{
    /// <summary>The refresh-token families that were used at least once.</summary>
    [Id(0)] public ImmutableArray<RefreshFamily> Families { get; init; } = [];

    /// <summary>
    /// The newest family that was forgotten to make room. Ids rise with time, so an unknown family up to here is not a new one.
    /// </summary>
    [Id(1)] public string ForgottenThrough { get; init; } = "";
}

/// <summary>A chain of refresh tokens, each used once.</summary>
/// <param name="Id">The family.</param>
/// <param name="Generation">The generation that may be used next; -1 when the family is revoked.</param>
/// <param name="ExpiresAtMs">When its newest token ends, Unix milliseconds UTC; then the family is forgotten.</param>
/// <param name="Attempt">The last use that was accepted; it may be asked for again when its answer was lost.</param>
[GenerateSerializer, Immutable, Alias("accounts.refresh-family")]
public sealed record RefreshFamily(
    [property: Id(0)] string Id, [property: Id(1)] int Generation, [property: Id(2)] long ExpiresAtMs, [property: Id(3)] string? Attempt = null)
{
    /// <summary>Marks a family of which a token was used twice.</summary>
    public const int Revoked = -1;
}
