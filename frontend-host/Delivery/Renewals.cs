using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Actors.Delivery;

/// <summary>
/// Tells the sessions of this host's sockets that the host is still there, and takes what was missed: all of them now and then, one that
/// has lost its activation or an event at once. Thread-safe.
/// </summary>
internal sealed partial class Renewals : BackgroundService
{
    private const int AtOnce = 64;

    /// <summary>How long an event may be overtaken by later ones.</summary>
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(30);

    private readonly ConnectionTable _table;
    private readonly HostObserver _host;
    private readonly ISessionDirectory _directory;
    private readonly Insistence _insistence;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Renewals> _log;
    private readonly Channel<string?> _wanted = Channel.CreateUnbounded<string?>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _places = new(AtOnce);

    // Clients wait for what is fetched; it must not stand behind the sessions of a dead silo.
    private readonly SemaphoreSlim _fetches = new(AtOnce);

    private CancellationToken _stopping;

    public Renewals(
        ConnectionTable table, HostObserver host, ISessionDirectory directory, Insistence insistence, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<Renewals> log)
    {
        (_table, _host, _directory, _insistence, _options, _time, _log) = (table, host, directory, insistence, options.Value, time, log);
        table.Lost += RenewSoon;
        table.Missed += session => _ = FetchAsync(session, _stopping);
    }

    /// <summary>Renews every session, as fast as may be.</summary>
    public void RenewAllNow() => _wanted.Writer.TryWrite(null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        await using var timer = _time.CreateTimer(_ => RenewAllNow(), null, _options.RenewEvery, _options.RenewEvery);
        await foreach (var session in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var one in session is null ? _table.Sessions : [session])
            {
                await _places.WaitAsync(stoppingToken);
                _ = RenewAsync(one, _places, stoppingToken);
            }
        }
    }

    private void RenewSoon(string session) => _wanted.Writer.TryWrite(session);

    private async Task FetchAsync(string session, CancellationToken stoppingToken)
    {
        await Task.Delay(GapPatience, _time, stoppingToken);
        if (_table.Find(session) is not { HasGap: true }) return;
        await _fetches.WaitAsync(stoppingToken);
        await RenewAsync(session, _fetches, stoppingToken);
    }

    private async Task RenewAsync(string session, SemaphoreSlim place, CancellationToken stoppingToken)
    {
        try
        {
            if (_table.Find(session) is not { } feed || stoppingToken.IsCancellationRequested) return;
            var after = feed.Last;
            var attached = await _insistence.CallAsync(() => _directory.Find(session).Attach(new(_host.Reference, after)));
            // Without a beginning nothing was asked for: the first socket is about to learn it, and what it misses.
            if (after is not null) feed.Fill(attached);
        }
        catch (Exception failure)
        {
            // The next renewal or the next command of the client makes it good.
            LogFailed(_log, session, failure);
            _table.Find(session)?.GiveUp();
        }
        finally
        {
            place.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} could not be renewed")]
    private static partial void LogFailed(ILogger logger, string session, Exception failure);
}
