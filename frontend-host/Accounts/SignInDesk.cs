using System.Net;
using System.Threading.RateLimiting;
using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Limits;
using Actors.Texts;
using Microsoft.Extensions.Options;

namespace Actors.Accounts;

/// <summary>
/// What signing in by any way has in common: who asks from where, opening the sign-in, and no more of them at once than the machine can
/// check. Thread-safe.
/// </summary>
internal sealed class SignInDesk(IGrainFactory grains, Insistence insistence, Tokens tokens, Revocations revocations, IOptions<AuthOptions> options) : IDisposable
{
    private const int LongestAgent = 200;

    private static readonly LocalText LoggedIn = LocalText.Of("LOGGED_IN");

    private readonly ConcurrencyLimiter _places = new(new() { PermitLimit = options.Value.SignInsAtOnce });

    /// <summary>An id for a command that may come twice.</summary>
    public string? CommandId => insistence.IsOn ? Guid.CreateVersion7().ToString("N") : null;

    /// <summary>From where a request comes: the network only, which is enough to see an attack and too little to find a person.</summary>
    public static Origin OriginOf(HttpContext context) => new(NetworkOf(context), context.TraceIdentifier, CurrentUser.Find(context)?.Id ?? "");

    /// <summary>What a client calls itself, cut to what a person reads.</summary>
    public static string AgentOf(HttpRequest request)
    {
        var agent = new string([.. request.Headers.UserAgent.ToString().Where(static c => !char.IsControl(c))]);
        return agent.Length <= LongestAgent ? agent : agent[..LongestAgent];
    }

    /// <summary>Does what needs a password to be hashed, when there is a place.</summary>
    public async Task<IResult> WhenFreeAsync(HttpContext context, Func<Task<IResult>> work)
    {
        using var place = _places.AttemptAcquire();
        return place.IsAcquired ? await work() : Envelope.Error(context, Problem.ServerBusy, retryAfter: TimeSpan.FromSeconds(2));
    }

    /// <summary>The user's grain.</summary>
    public IUserGrain User(string id) => grains.GetGrain<IUserGrain>(id);

    /// <summary>The grain of an account.</summary>
    public IAccountGrain Account(AccountKey key) => grains.GetGrain<IAccountGrain>(key.ToGrainKey());

    /// <summary>Calls a grain until it answers.</summary>
    public Task<T> CallAsync<T>(Func<Task<T>> call) => insistence.CallAsync(call);

    /// <summary>Calls a grain until it answers.</summary>
    public Task CallAsync(Func<Task> call) => insistence.CallAsync(call);

    /// <summary>Opens a sign-in for whom an account belongs to, and answers with tokens.</summary>
    public async Task<IResult> OpenAsync(HttpContext context, AccountKey account, AccountOwner owner, string how)
    {
        var origin = OriginOf(context) with { ActorId = owner.UserId };
        // The account may be there while the user is not yet: the program died between the two.
        var joined = await CallAsync(() => User(owner.UserId).Join(new(account.ToGrainKey(), owner.Email, owner.Name, owner.Language, origin)));
        if (joined == JoinOutcome.Refused) return Envelope.Error(context, Problem.AccountDisabled);
        var family = tokens.NewFamily();
        var opened = await CallAsync(() => User(owner.UserId).OpenSession(new(family, tokens.RefreshEndsAtMs(), AgentOf(context.Request), how, origin)));
        return opened.User is { } user
            ? Envelope.Ok(context, SignedIn.Of(tokens.Issue(CurrentUser.Of(user), family), user), LoggedIn)
            : Envelope.Error(context, Problem.AccountDisabled);
    }

    /// <summary>Has this front end know at once what it has ended.</summary>
    public Task KnowRevokedAsync() => revocations.ReadAsync();

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private static string NetworkOf(HttpContext context)
    {
        var text = RequestLimits.AddressOf(context);
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork) return text;
        var bytes = address.GetAddressBytes();
        bytes[3] = 0;
        return new IPAddress(bytes).ToString();
    }
}
