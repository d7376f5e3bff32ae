using System.Collections.Concurrent;
using Actors.Accounts;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>Counts speech that was made for users, and knows who has had enough for today. Nobody waits for the counting. Thread-safe.</summary>
internal sealed partial class SpeechQuota(IGrainFactory grains, Insistence insistence, TimeProvider time, ILogger<SpeechQuota> log)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (long UntilMs, long AskedAtMs)> _exhausted = new(StringComparer.Ordinal);
    private readonly string _requests = $"request:{Guid.CreateVersion7():N}";
    private long _request;

    /// <summary>Whether it is known here that the user has had enough.</summary>
    public bool IsExhausted(string userId)
    {
        if (_exhausted.IsEmpty || !_exhausted.TryGetValue(userId, out var known)) return false;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // A new day, or another plan, may have changed it: what is asked now is known to the next turn.
        if (now - known.AskedAtMs > AskAgain.TotalMilliseconds && _exhausted.TryUpdate(userId, known with { AskedAtMs = now }, known)) _ = AskAsync(userId);
        return known.UntilMs > now;
    }

    /// <summary>Whether the user has had enough, also of what other front ends have made.</summary>
    public async Task<bool> IsExhaustedAsync(string userId)
    {
        Know(userId, await insistence.CallAsync(() => grains.GetGrain<IUserGrain>(userId).Quota()));
        return _exhausted.ContainsKey(userId);
    }

    /// <summary>Counts speech that was asked for by itself.</summary>
    public void Debit(string userId, long milliseconds) => Debit(userId, _requests, Interlocked.Increment(ref _request), milliseconds);

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

    private async Task AskAsync(string userId)
    {
        try
        {
            await IsExhaustedAsync(userId);
        }
        catch (Exception failure)
        {
            LogNotCounted(log, failure);
        }
    }

    private void Know(string userId, QuotaView quota)
    {
        if (quota.SpeechMs.IsExhausted) _exhausted[userId] = (quota.ResetsAtMs, time.GetUtcNow().ToUnixTimeMilliseconds());
        else _exhausted.TryRemove(userId, out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech could not be counted")]
    private static partial void LogNotCounted(ILogger logger, Exception failure);
}
