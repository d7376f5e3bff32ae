using Actors.Delivery;

namespace Actors.Accounts;

/// <summary>A network address from which people ask who are not known.</summary>
[GrainType("address")]
internal sealed class AddressGrain(TimeProvider time) : Grain, IAddressGrain
{
    private readonly LoanWindows _windows = new();
    private readonly RecentCommands _recent = new();

    public Task<LoanOutcome> Lend(LoanRequest request) => _recent.OnceAsync(request.CommandId, () =>
    {
        DelayDeactivation(LoanWindow.Length); // what is counted is nowhere else
        return Task.FromResult(_windows.Lend(request, time.GetUtcNow().ToUnixTimeMilliseconds()));
    });
}
