using System.Collections.Concurrent;
using Actors.Accounts;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>
/// The access tokens that were ended before their time: all of them, in memory. Users' grains write them to a table; a front end reads what
/// is new when it has ended one itself, and on a cluster every moment, for the others. Thread-safe.
/// </summary>
internal sealed partial class Revocations(RevocationLog stored, IOptions<AuthOptions> options, TimeProvider time, ILogger<Revocations> log) : BackgroundService
{
    /// <summary>Clocks of a cluster differ, and what is written at one time is seen at another: so much is read again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Revocation> _known = new(StringComparer.Ordinal);
    private long _readThroughMs;

    /// <summary>Something was revoked: who was let in by a token must be looked at again.</summary>
    public Action? Changed { get; set; }

    /// <summary>Whether a token is revoked: by its id, by its sign-in, or by its user.</summary>
    public bool Contain(CurrentUser user) => !_known.IsEmpty
        && (_known.ContainsKey(Revoked.Token(user.TokenId)) || _known.ContainsKey(Revoked.Session(user.Id, user.Session)) || (_known.TryGetValue(Revoked.User(user.Id), out var all) && user.Version < all.Floor && !IsKept(user, all.Floor)));

    /// <summary>Whether the sign-in was excepted when its user's tokens were ended.</summary>
    private bool IsKept(CurrentUser user, long floor) => _known.TryGetValue(Revoked.Kept(user.Id, user.Session), out var kept) && kept.Floor >= floor;

    /// <summary>Reads what was revoked since the last time.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var added = await stored.SinceAsync(_readThroughMs, cancellationToken);
        var isNew = false;
        foreach (var revocation in added)
        {
            if (revocation.ExpiresAt <= now) continue;
            isNew |= !_known.TryGetValue(revocation.Subject, out var known) || known != revocation;
            _known[revocation.Subject] = revocation;
        }
        foreach (var (subject, revocation) in _known)
        {
            if (revocation.ExpiresAt <= now) _known.TryRemove(subject, out _);
        }
        _readThroughMs = now - (long)Overlap.TotalMilliseconds;
        if (isNew) Changed?.Invoke();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken); // nobody is let in before that
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RevocationsEvery <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(options.Value.RevocationsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogUnread(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Revoked tokens could not be read: those of other front ends are good until they can")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
