namespace Actors.Delivery;

/// <summary>
/// Calls of grains that come through although a silo dies under them: a call without an answer, or one that was lost, is made
/// again until one of them is answered. For calls that may be made twice. Where grains live in this process nothing of that can
/// happen, and a call is just made. Thread-safe.
/// </summary>
internal sealed class Insistence(DeliveryOptions options, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>Whether calls are made again.</summary>
    public bool IsOn => options.ResendAfter > TimeSpan.Zero;

    /// <summary>Whether a failure may mean that the call was lost, not that it was refused.</summary>
    public static bool MayBeLost(Exception failure) => failure is TimeoutException or OrleansException;

    /// <summary>Makes a call.</summary>
    public Task<T> CallAsync<T>(Func<Task<T>> call) => IsOn ? InsistAsync(call) : call();

    /// <summary>Makes a call.</summary>
    public Task CallAsync(Func<Task> call) => IsOn ? InsistAsync(async () =>
    {
        await call();
        return true;
    }) : call();

    private async Task<T> InsistAsync<T>(Func<Task<T>> call)
    {
        var began = time.GetTimestamp();
        var wait = options.ResendAfter;
        List<Task<T>> made = [call()];
        while (true)
        {
            var answered = await AnyAsync(made, wait);
            if (answered is null)
            {
                if (Remaining() > TimeSpan.Zero) made.Add(call());
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                continue;
            }
            if (answered.IsCompletedSuccessfully || !MayBeLost(answered.Exception?.InnerException ?? new OperationCanceledException()) || Remaining() <= TimeSpan.Zero) return await answered;
            made.Remove(answered);
            if (made.Count > 0) continue;
            await Task.Delay(Pause, time);
            made.Add(call());
        }

        TimeSpan Remaining() => options.GiveUpAfter - time.GetElapsedTime(began);
    }

    /// <summary>The first that is answered; null when none is for a while.</summary>
    private async Task<Task<T>?> AnyAsync<T>(List<Task<T>> made, TimeSpan wait)
    {
        var any = Task.WhenAny(made);
        try
        {
            return await any.WaitAsync(wait, time);
        }
        catch (TimeoutException)
        {
            // An answer may have come in the same moment.
            return any.IsCompleted ? await any : null;
        }
    }
}
