namespace Actors.Delivery;

/// <summary>A token bucket for the frames of one client. For one reader.</summary>
internal struct FrameLimiter(LimitOptions limits, TimeProvider time)
{
    private double _tokens = limits.FrameBurst;
    private long _last = time.GetTimestamp();

    /// <summary>Takes a token. When there is none, how long until the next.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (!limits.Enabled) return true;
        var now = time.GetTimestamp();
        _tokens = Math.Min(limits.FrameBurst, _tokens + (time.GetElapsedTime(_last, now).TotalSeconds * limits.FramesPerSecond));
        _last = now;
        if (_tokens >= 1)
        {
            _tokens--;
            return true;
        }
        wait = TimeSpan.FromSeconds((1 - _tokens) / limits.FramesPerSecond);
        return false;
    }
}
