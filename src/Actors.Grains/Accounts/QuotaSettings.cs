using System.ComponentModel.DataAnnotations;

namespace Actors.Accounts;

/// <summary>What each plan may use. A limit of 0 is none.</summary>
public sealed class QuotaSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Quotas";

    /// <summary>Of the plan FREE.</summary>
    public PlanQuota Free { get; set; } = new() { TokensPerDay = 200_000, SpeechSecondsPerDay = 3600, StorageBytes = 1L << 30 };

    /// <summary>Of the plan PREMIUM.</summary>
    public PlanQuota Premium { get; set; } = new() { TokensPerDay = 5_000_000, SpeechSecondsPerDay = 36_000, StorageBytes = 20L << 30 };

    /// <summary>Of a plan.</summary>
    public PlanQuota Of(string plan) => plan == Plans.Premium ? Premium : Free;
}

/// <summary>What a plan may use.</summary>
public sealed class PlanQuota
{
    /// <summary>Tokens of models a day, prompts and replies.</summary>
    [Range(0, long.MaxValue)]
    public long TokensPerDay { get; set; }

    /// <summary>Seconds of speech a day.</summary>
    [Range(0, long.MaxValue)]
    public long SpeechSecondsPerDay { get; set; }

    /// <summary>Bytes of files.</summary>
    [Range(0, long.MaxValue)]
    public long StorageBytes { get; set; }
}
