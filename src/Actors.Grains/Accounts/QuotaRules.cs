namespace Actors.Accounts;

/// <summary>Counting what users use. Pure.</summary>
internal static class QuotaRules
{
    private const long DayMs = 86_400_000;
    private const int MostSources = 64;

    /// <summary>The state of today.</summary>
    public static QuotaState At(QuotaState quota, long nowMs) =>
        quota.Day >= nowMs / DayMs ? quota : quota with { Day = nowMs / DayMs, Tokens = 0, SpeechMs = 0 };

    /// <summary>Counts a use; null when it was counted before.</summary>
    public static QuotaState? Count(QuotaState quota, DebitQuota debit, long nowMs)
    {
        var source = $"{debit.Source}:{debit.Kind}";
        var known = quota.Counted.FirstOrDefault(counted => counted.Source == source);
        if (known is not null && known.Number >= debit.Number) return null;
        var others = known is null ? quota.Counted : quota.Counted.Remove(known);
        if (others.Length >= MostSources) others = others.RemoveAt(0);
        var today = At(quota, nowMs) with { Counted = others.Add(new(source, debit.Number)) };
        return debit.Kind switch
        {
            QuotaKind.Tokens => today with { Tokens = today.Tokens + debit.Amount },
            QuotaKind.SpeechMs => today with { SpeechMs = today.SpeechMs + debit.Amount },
            _ => today with { StorageBytes = Math.Max(0, today.StorageBytes + debit.Amount) },
        };
    }

    /// <summary>What is used and may be used.</summary>
    public static QuotaView View(QuotaState quota, PlanQuota plan, long nowMs)
    {
        var today = At(quota, nowMs);
        return new(new(today.Tokens, plan.TokensPerDay), new(today.SpeechMs, plan.SpeechSecondsPerDay * 1000), new(today.StorageBytes, plan.StorageBytes), (today.Day + 1) * DayMs);
    }
}
