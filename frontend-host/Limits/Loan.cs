using Actors.Accounts;

namespace Actors.Limits;

/// <summary>How a count stands.</summary>
/// <param name="IsGranted">Whether the request may pass.</param>
/// <param name="Limit">How many there may be in an hour.</param>
/// <param name="Remaining">How many are left, as far as this front end knows.</param>
/// <param name="ResetsAtMs">When the hour ends, Unix milliseconds UTC.</param>
internal readonly record struct LimitState(bool IsGranted, int Limit, int Remaining, long ResetsAtMs);

/// <summary>
/// What a front end was lent of somebody's requests of an hour. Taking one costs nothing while there is some; when there is none, one
/// request asks for more and the others wait for it. Thread-safe.
/// </summary>
internal sealed class Loan(Func<LoanRequest, Task<LoanOutcome>> lender, LimitClass by, int limit, TimeProvider time)
{
    private const int MostAtOnce = 50;
    private const int Parts = 20;

    /// <summary>How long a refusal is believed: others may give something back.</summary>
    private const long RefusalLastsMs = 1000;

    private readonly Lock _gate = new();
    private Task? _asking;
    private int _left, _remaining;
    private long _window, _resetsAtMs, _refusedUntilMs, _usedAtMs;

    /// <summary>Takes one request.</summary>
    public async ValueTask<LimitState> TakeAsync()
    {
        while (true)
        {
            Task asking;
            lock (_gate)
            {
                _usedAtMs = NowMs();
                if (_usedAtMs < _resetsAtMs && _left > 0) return State(isGranted: true, --_left + _remaining);
                if (_usedAtMs < _resetsAtMs && _usedAtMs < _refusedUntilMs) return State(isGranted: false, 0);
                asking = _asking ??= AskAsync();
            }
            await asking;
        }
    }

    /// <summary>Gives back what was not used for a while; true when there is nothing to keep any more.</summary>
    public async Task<bool> SettleAsync(TimeSpan after)
    {
        LoanRequest back;
        lock (_gate)
        {
            if (_asking is not null || NowMs() - _usedAtMs < after.TotalMilliseconds) return false;
            back = new(by.ToString(), limit, 0, _left, _window);
            _left = 0;
        }
        if (back.Returned > 0) await lender(back);
        return true;
    }

    private async Task AskAsync()
    {
        await Task.Yield(); // the caller holds the gate
        LoanOutcome? lent = null;
        try
        {
            lent = await lender(new(by.ToString(), limit, Math.Clamp(limit / Parts, 1, MostAtOnce), 0, _window));
        }
        finally
        {
            lock (_gate)
            {
                _asking = null;
                // Who cannot be counted is let through: a store that is away must not shut everybody out.
                lent ??= new(1, 0, RefusalLastsMs, 0);
                (_left, _remaining, _window, _resetsAtMs) = (lent.Granted, lent.Remaining, lent.Window, NowMs() + lent.ResetsInMs);
                _refusedUntilMs = lent.Granted == 0 ? NowMs() + RefusalLastsMs : 0;
            }
        }
    }

    private LimitState State(bool isGranted, int remaining) => new(isGranted, limit, remaining, _resetsAtMs);

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
