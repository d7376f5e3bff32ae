using System.Collections.Immutable;

namespace Actors.Accounts;

/// <summary>What a user grain keeps.</summary>
[GenerateSerializer, Immutable, Alias("accounts.user-state")]
public sealed record UserState
{
    /// <summary>The sign-ins of a member, and of a guest those that were refreshed at least once.</summary>
    [Id(0)] public ImmutableArray<RefreshFamily> Families { get; init; } = [];

    /// <summary>
    /// The newest family that was forgotten to make room. Ids rise with time, so an unknown family up to here is not a new one.
    /// </summary>
    [Id(1)] public string ForgottenThrough { get; init; } = "";

    /// <summary>The address as it was given; empty for a guest.</summary>
    [Id(2)] public string Email { get; init; } = "";

    /// <summary>The name.</summary>
    [Id(3)] public string Name { get; init; } = "";

    /// <summary>The role.</summary>
    [Id(4)] public string Role { get; init; } = Roles.Student;

    /// <summary>The plan.</summary>
    [Id(5)] public string Plan { get; init; } = Plans.Free;

    /// <summary>When the user became a member, Unix milliseconds UTC; 0 for a guest.</summary>
    [Id(6)] public long CreatedAtMs { get; init; }

    /// <summary>Whether the user is kept out.</summary>
    [Id(7)] public bool IsDisabled { get; init; }

    /// <summary>The version of access tokens that are good.</summary>
    [Id(8)] public int Version { get; init; }

    /// <summary>The grain keys of the accounts that lead here.</summary>
    [Id(9)] public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>The language of mails.</summary>
    [Id(10)] public string Language { get; init; } = "en";

    /// <summary>The gender.</summary>
    [Id(11)] public string Gender { get; init; } = "";

    /// <summary>The type of personality.</summary>
    [Id(12)] public string Mbti { get; init; } = "";

    /// <summary>The interests.</summary>
    [Id(13)] public string Interests { get; init; } = "";

    /// <summary>What is left to do of an erasure, or what it did; null for a user who stays.</summary>
    [Id(14)] public Erasure? Erasure { get; init; }

    /// <summary>What was used.</summary>
    [Id(15)] public QuotaState Quota { get; init; } = new();

    /// <summary>Rises with each change that the list of users shows.</summary>
    [Id(16)] public long Revision { get; init; }

    /// <summary>The revision that the list of users has.</summary>
    [Id(17)] public long ListedRevision { get; init; }
}

/// <summary>A chain of refresh tokens, each used once: a sign-in.</summary>
/// <param name="Id">The family.</param>
/// <param name="Generation">The generation that may be used next; -1 when the family is revoked.</param>
/// <param name="ExpiresAtMs">When its newest token ends, Unix milliseconds UTC; then the family is forgotten.</param>
/// <param name="Attempt">The last use that was accepted; it may be asked for again when its answer was lost.</param>
/// <param name="CreatedAtMs">When it was opened, Unix milliseconds UTC; 0 when that is not known.</param>
/// <param name="UsedAtMs">When it was used last.</param>
/// <param name="Agent">What its client calls itself.</param>
/// <param name="Address">The network from which it was used last.</param>
[GenerateSerializer, Immutable, Alias("accounts.refresh-family")]
public sealed record RefreshFamily(
    [property: Id(0)] string Id, [property: Id(1)] int Generation, [property: Id(2)] long ExpiresAtMs, [property: Id(3)] string? Attempt = null,
    [property: Id(4)] long CreatedAtMs = 0, [property: Id(5)] long UsedAtMs = 0, [property: Id(6)] string Agent = "", [property: Id(7)] string Address = "")
{
    /// <summary>Marks a family of which a token was used twice, or that was ended.</summary>
    public const int Revoked = -1;

    /// <summary>As its owner sees it.</summary>
    public SessionView View => new(Id, CreatedAtMs, UsedAtMs, ExpiresAtMs, Agent, Address);
}

/// <summary>An erasure under way, or what it did.</summary>
/// <param name="KeepsWork">Whether what the user made stays.</param>
/// <param name="IsDone">Whether all is erased.</param>
/// <param name="Erased">How much of each kind was deleted.</param>
[GenerateSerializer, Immutable, Alias("accounts.erasure")]
public sealed record Erasure([property: Id(0)] bool KeepsWork, [property: Id(1)] bool IsDone, [property: Id(2)] ImmutableArray<ErasedKind> Erased);

/// <summary>What a user has used.</summary>
[GenerateSerializer, Immutable, Alias("accounts.quota-state")]
public sealed record QuotaState
{
    /// <summary>The day that is counted, days since 1970-01-01 UTC.</summary>
    [Id(0)] public long Day { get; init; }

    /// <summary>Tokens of that day.</summary>
    [Id(1)] public long Tokens { get; init; }

    /// <summary>Milliseconds of speech of that day.</summary>
    [Id(2)] public long SpeechMs { get; init; }

    /// <summary>Bytes of files.</summary>
    [Id(3)] public long StorageBytes { get; init; }

    /// <summary>The last number counted of each source and kind, oldest source first.</summary>
    [Id(4)] public ImmutableArray<CountedSource> Counted { get; init; } = [];
}

/// <summary>How far a source is counted.</summary>
/// <param name="Source">The source and the kind.</param>
/// <param name="Number">Its last number.</param>
[GenerateSerializer, Immutable, Alias("accounts.counted-source")]
public sealed record CountedSource([property: Id(0)] string Source, [property: Id(1)] long Number);
