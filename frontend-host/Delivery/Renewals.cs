using Microsoft.Extensions.Options;

namespace Actors.Delivery;

/// <summary>Tells the sessions of this host's sockets that it is still there, so that one that has moved knows it again.</summary>
internal sealed partial class Renewals(
    ConnectionTable table, HostObserver host, ISessionDirectory directory, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<Renewals> log)
    : BackgroundService
{
    private const int AtOnce = 64;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RenewEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var some in table.Sessions.Chunk(AtOnce)) await Task.WhenAll(some.Select(RenewAsync));
        }
    }

    private async Task RenewAsync(string session)
    {
        try
        {
            await directory.Find(session).Renew(host.Reference);
        }
        catch (Exception failure)
        {
            // The next renewal or the next command of the client makes it good.
            LogFailed(log, session, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} could not be renewed")]
    private static partial void LogFailed(ILogger logger, string session, Exception failure);
}
