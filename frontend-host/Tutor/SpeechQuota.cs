using System.Collections.Concurrent;
using Actors.Accounts;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>Counts speech that was made for users, and knows who has had enough for today. Nobody waits for the counting. Thread-safe.</summary>
internal sealed partial class SpeechQuota(IGrainFactory grains, Insistence insistence, TimeProvider time, ILogger<SpeechQuota> log)
{
    private readonly ConcurrentDictionary<string, long> _exhaustedUntilMs = new(StringComparer.Ordinal);

    /// <summary>Whether it is known here that the user has had enough.</summary>
    public bool IsExhausted(string userId)
    {
        if (_exhaustedUntilMs.IsEmpty || !_exhaustedUntilMs.TryGetValue(userId, out var until)) return false;
        if (until > time.GetUtcNow().ToUnixTimeMilliseconds()) return true;
        _exhaustedUntilMs.TryRemove(userId, out _);
        return false;
    }

    /// <summary>Whether the user has had enough, also of what other front ends have made.</summary>
    public async Task<bool> IsExhaustedAsync(string userId)
    {
        if (!IsExhausted(userId)) Know(userId, await insistence.CallAsync(() => grains.GetGrain<IUserGrain>(userId).Quota()));
        return IsExhausted(userId);
    }

    /// <summary>Counts speech, once for each number of its source.</summary>
    public void Debit(string userId, string source, long number, long milliseconds) => _ = CountAsync(userId, new(QuotaKind.SpeechMs, milliseconds, source, number));

    private async Task CountAsync(string userId, DebitQuota debit)
    {
        try
        {
            Know(userId, await insistence.CallAsync(() => grains.GetGrain<IUserGrain>(userId).Debit(debit)));
        }
        catch (Exception failure)
        {
            LogNotCounted(log, failure);
        }
    }

    private void Know(string userId, QuotaView quota)
    {
        if (quota.SpeechMs.IsExhausted) _exhaustedUntilMs[userId] = quota.ResetsAtMs;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech could not be counted")]
    private static partial void LogNotCounted(ILogger logger, Exception failure);
}
