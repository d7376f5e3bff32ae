using System.Collections.Immutable;

namespace Actors.Accounts;

/// <summary>What an account keeps.</summary>
[GenerateSerializer, Immutable, Alias("accounts.account-state")]
public sealed record AccountState
{
    /// <summary>Whose it is; null for nobody's.</summary>
    [Id(0)] public AccountOwner? Owner { get; init; }

    /// <summary>The password's hash; null when there is no password.</summary>
    [Id(1)] public string? Hash { get; init; }

    /// <summary>When it was claimed, Unix milliseconds UTC.</summary>
    [Id(2)] public long CreatedAtMs { get; init; }

    /// <summary>Whether the owner has proven that the address is his.</summary>
    [Id(3)] public bool IsProven { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    [Id(4)] public Failures Failures { get; init; } = Failures.None;

    /// <summary>The reset code that may be used; null for none.</summary>
    [Id(5)] public ResetCode? Code { get; init; }

    /// <summary>When codes were sent in the last hour.</summary>
    [Id(6)] public ImmutableArray<long> CodesSentAtMs { get; init; } = [];
}

/// <summary>A reset code.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="ExpiresAtMs">When it ends, Unix milliseconds UTC.</param>
/// <param name="TriesLeft">How many wrong ones it still takes.</param>
[GenerateSerializer, Immutable, Alias("accounts.reset-code")]
public sealed record ResetCode([property: Id(0)] string Hash, [property: Id(1)] long ExpiresAtMs, [property: Id(2)] int TriesLeft);

/// <summary>Wrong passwords in a row.</summary>
/// <param name="Count">How many.</param>
/// <param name="LastAtMs">When the last one came, Unix milliseconds UTC.</param>
[GenerateSerializer, Immutable, Alias("accounts.failures")]
public sealed record Failures([property: Id(0)] int Count, [property: Id(1)] long LastAtMs)
{
    /// <summary>None.</summary>
    public static Failures None { get; } = new(0, 0);

    /// <summary>How long the account stays locked; null when it is not.</summary>
    public TimeSpan? LockedFor(AccountSettings settings, long nowMs)
    {
        var left = LastAtMs + (long)settings.LockFor.TotalMilliseconds - nowMs;
        return Count >= settings.MaxFailures && left > 0 ? TimeSpan.FromMilliseconds(left) : null;
    }

    /// <summary>One more; old ones are forgotten.</summary>
    public Failures With(AccountSettings settings, long nowMs) => new(nowMs - LastAtMs > settings.LockFor.TotalMilliseconds ? 1 : Count + 1, nowMs);
}
