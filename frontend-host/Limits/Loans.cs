using System.Collections.Concurrent;
using Actors.Accounts;
using Actors.Delivery;

namespace Actors.Limits;

/// <summary>
/// What this front end was lent of the requests of users and addresses. It gives back what nobody uses, so that another front end can have
/// it: the sum over all is exact. Thread-safe.
/// </summary>
internal sealed partial class Loans(IGrainFactory grains, Insistence insistence, LimitOptions limits, TimeProvider time, ILogger<Loans> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(string Subject, bool IsUser, LimitClass By), Loan> _loans = new();

    /// <summary>Takes one request of a user, or of an address.</summary>
    public async ValueTask<LimitState> TakeAsync(string subject, bool isUser, LimitClass by)
    {
        var limit = limits.Of(by, isUser);
        var loan = _loans.GetOrAdd((subject, isUser, by), static (key, self) => self.loans.Open(key, self.limit), (loans: this, limit));
        try
        {
            return await loan.TakeAsync();
        }
        catch (Exception failure)
        {
            LogNotCounted(log, failure);
            return new(IsGranted: true, limit, 0, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    /// <summary>Gives back everything that nobody has used for a while.</summary>
    public async Task SettleAsync(TimeSpan after)
    {
        foreach (var (key, loan) in _loans)
        {
            try
            {
                if (await loan.SettleAsync(after)) _loans.TryRemove(KeyValuePair.Create(key, loan));
            }
            catch (Exception failure)
            {
                LogNotCounted(log, failure); // what was lent is lost to this hour
                _loans.TryRemove(KeyValuePair.Create(key, loan));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!limits.Enabled) return;
        using var timer = new PeriodicTimer(limits.KeepLoans, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SettleAsync(limits.KeepLoans);
    }

    private Loan Open((string Subject, bool IsUser, LimitClass By) key, int limit) => new(request => LendAsync(key.Subject, key.IsUser, request), key.By, limit, time);

    private Task<LoanOutcome> LendAsync(string subject, bool isUser, LoanRequest request)
    {
        if (insistence.IsOn) request = request with { CommandId = Guid.CreateVersion7().ToString("N") };
        return insistence.CallAsync(() => isUser ? grains.GetGrain<IUserGrain>(subject).Lend(request) : grains.GetGrain<IAddressGrain>(subject).Lend(request));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests could not be counted; they are let through")]
    private static partial void LogNotCounted(ILogger logger, Exception failure);
}
