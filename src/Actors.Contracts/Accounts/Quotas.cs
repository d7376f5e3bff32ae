namespace Actors.Accounts;

/// <summary>What is counted.</summary>
[GenerateSerializer, Alias("accounts.quota-kind")]
public enum QuotaKind
{
    /// <summary>Tokens of models, prompts and replies, a day.</summary>
    Tokens,

    /// <summary>Milliseconds of speech, made or understood, a day.</summary>
    SpeechMs,

    /// <summary>Bytes of files, until they are deleted.</summary>
    StorageBytes,
}

/// <summary>Counts what was used.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">How much; negative gives storage back.</param>
/// <param name="Source">Who counts: a session, a job.</param>
/// <param name="Number">The number of the use, rising within the source.</param>
[GenerateSerializer, Immutable, Alias("accounts.debit-quota")]
public sealed record DebitQuota([property: Id(0)] QuotaKind Kind, [property: Id(1)] long Amount, [property: Id(2)] string Source, [property: Id(3)] long Number);

/// <summary>What is used and what may be used, of each kind. A limit of 0 is none.</summary>
/// <param name="Tokens">Tokens today.</param>
/// <param name="SpeechMs">Milliseconds of speech today.</param>
/// <param name="StorageBytes">Bytes of files.</param>
/// <param name="ResetsAtMs">When the day ends, Unix milliseconds UTC.</param>
[GenerateSerializer, Immutable, Alias("accounts.quota-view")]
public sealed record QuotaView([property: Id(0)] QuotaUse Tokens, [property: Id(1)] QuotaUse SpeechMs, [property: Id(2)] QuotaUse StorageBytes, [property: Id(3)] long ResetsAtMs);

/// <summary>What is used of a quota.</summary>
/// <param name="Used">How much.</param>
/// <param name="Limit">How much there may be; 0 for any.</param>
[GenerateSerializer, Immutable, Alias("accounts.quota-use")]
public sealed record QuotaUse([property: Id(0)] long Used, [property: Id(1)] long Limit)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsExhausted => Limit > 0 && Used >= Limit;
}
