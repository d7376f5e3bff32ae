namespace Actors.Accounts;

/// <summary>A user. Key: the user id. Holds the families of refresh tokens.</summary>
[Alias("accounts.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>
    /// Uses a refresh token once. A token that was used before revokes its family: somebody has a copy. Families are not
    /// stored until their first use, so that a guest who never comes back costs no write.
    /// </summary>
    [Alias("UseRefresh")]
    Task<RefreshOutcome> UseRefresh(UseRefresh command);
}

/// <summary>Uses a refresh token.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Generation">Its place in the family, from 0.</param>
/// <param name="ExpiresAtMs">When the family's newest token will end, Unix milliseconds UTC.</param>
/// <param name="Attempt">Tells this use from every other: the same attempt made again has the same outcome.</param>
[GenerateSerializer, Immutable, Alias("accounts.use-refresh")]
public sealed record UseRefresh(
    [property: Id(0)] string Family, [property: Id(1)] int Generation, [property: Id(2)] long ExpiresAtMs, [property: Id(3)] string? Attempt = null);

/// <summary>What became of a refresh token.</summary>
/// <param name="IsAccepted">Whether new tokens may be given.</param>
/// <param name="NextGeneration">The generation of the next refresh token.</param>
[GenerateSerializer, Immutable, Alias("accounts.refresh-outcome")]
public sealed record RefreshOutcome([property: Id(0)] bool IsAccepted, [property: Id(1)] int NextGeneration);
