namespace Actors.Accounts;

/// <summary>Asks for a part of what somebody may still ask in the running hour.</summary>
/// <param name="Class">The class of requests; each has a count of its own.</param>
/// <param name="Limit">How many there may be in an hour.</param>
/// <param name="Wanted">How many are wanted at once; fewer may be lent.</param>
/// <param name="Returned">How many of those lent before were not used and are given back.</param>
/// <param name="ReturnedWindow">The hour of which they were lent.</param>
/// <param name="CommandId">Tells this request from others when it may come twice.</param>
[GenerateSerializer, Immutable, Alias("accounts.loan-request")]
public sealed record LoanRequest(
    [property: Id(0)] string Class, [property: Id(1)] int Limit, [property: Id(2)] int Wanted, [property: Id(3)] int Returned, [property: Id(4)] long ReturnedWindow,
    [property: Id(5)] string? CommandId = null);

/// <summary>What was lent.</summary>
/// <param name="Granted">How many requests may be let through; 0 when none are left.</param>
/// <param name="Remaining">How many are left to lend.</param>
/// <param name="ResetsInMs">How long the hour goes on.</param>
/// <param name="Window">The hour; what was lent of another one is void.</param>
[GenerateSerializer, Immutable, Alias("accounts.loan-outcome")]
public sealed record LoanOutcome([property: Id(0)] int Granted, [property: Id(1)] int Remaining, [property: Id(2)] long ResetsInMs, [property: Id(3)] long Window);

/// <summary>A network address from which people ask who are not known. Key: the address. Keeps nothing but counts, in memory.</summary>
[Alias("accounts.IAddressGrain")]
public interface IAddressGrain : IGrainWithStringKey
{
    /// <summary>Lends a front end a part of what the address may still ask in this hour.</summary>
    [Alias("Lend")]
    Task<LoanOutcome> Lend(LoanRequest request);
}
