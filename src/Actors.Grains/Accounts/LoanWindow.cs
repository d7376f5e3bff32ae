namespace Actors.Accounts;

/// <summary>
/// Counts requests of one kind in a window of an hour that begins with the first of them, and lends them out in parts. What is lent is
/// gone until it is given back, so the sum of what front ends let through is never above the limit. For one thread at a time.
/// </summary>
internal sealed class LoanWindow
{
    /// <summary>How long a window is.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private long _began;
    private int _lent;

    /// <summary>Whether nothing is counted any more.</summary>
    public bool IsOver(long nowMs) => nowMs - _began >= Length.TotalMilliseconds;

    /// <summary>Lends as many as are wanted and left. A part that is given back late, of another window, is not counted twice.</summary>
    public LoanOutcome Lend(LoanRequest request, long nowMs)
    {
        if (IsOver(nowMs)) (_began, _lent) = (nowMs, 0);
        else if (request.ReturnedWindow == _began) _lent = Math.Max(0, _lent - request.Returned);
        var granted = Math.Clamp(request.Limit - _lent, 0, request.Wanted);
        _lent += granted;
        return new(granted, request.Limit - _lent, _began + (long)Length.TotalMilliseconds - nowMs, _began);
    }
}

/// <summary>The windows of somebody, by class of request. For one thread at a time.</summary>
internal sealed class LoanWindows
{
    private Dictionary<string, LoanWindow>? _windows;

    /// <summary>Lends.</summary>
    public LoanOutcome Lend(LoanRequest request, long nowMs)
    {
        _windows ??= new(StringComparer.Ordinal);
        if (!_windows.TryGetValue(request.Class, out var window)) _windows[request.Class] = window = new();
        return window.Lend(request, nowMs);
    }

    /// <summary>Whether anything is still counted.</summary>
    public bool AreOver(long nowMs) => _windows is null || _windows.Values.All(window => window.IsOver(nowMs));
}
