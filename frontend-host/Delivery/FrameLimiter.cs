using Actors.Limits;

namespace Actors.Delivery;

/// <summary>A token bucket for the frames of one client. For one reader.</summary>
internal struct FrameLimiter(LimitOptions limits, TimeProvider time)
{
    private double _tokens = limits.FrameBurst;
    private long _last = time.GetTimestamp();

    private bool _isLow, _isNewlyLow;

    /// <summary>How many frames may come at once.</summary>
    public readonly int Limit => limits.FrameBurst;

    /// <summary>How many may still come at once.</summary>
    public readonly int Remaining => (int)_tokens;

    /// <summary>How long until all of them may come again.</summary>
    public readonly TimeSpan FullIn => TimeSpan.FromSeconds((limits.FrameBurst - _tokens) / limits.FramesPerSecond);

    /// <summary>Whether the last token taken was the first of the last quarter: the client should be told before it is refused.</summary>
    public readonly bool IsNewlyLow => _isNewlyLow;

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
            var isLow = _tokens < limits.FrameBurst / 4.0;
            (_isNewlyLow, _isLow) = (isLow && !_isLow, isLow || (_isLow && _tokens < limits.FrameBurst / 2.0));
            return true;
        }
        wait = TimeSpan.FromSeconds((1 - _tokens) / limits.FramesPerSecond);
        return false;
    }
}
