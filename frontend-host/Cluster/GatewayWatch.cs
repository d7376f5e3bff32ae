using Actors.Delivery;
using Orleans.Messaging;

namespace Actors.Cluster;

/// <summary>
/// Looks who is in the cluster. When a silo has gone, its sessions must learn again which front ends their clients are at: the
/// sessions that this front end serves are told.
/// </summary>
internal sealed partial class GatewayWatch(IGatewayListProvider gateways, Renewals renewals, ClusterSettings settings, TimeProvider time, ILogger<GatewayWatch> log) : BackgroundService
{
    /// <summary>Why no session could be served; null when that is not so.</summary>
    public string? Problem { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.RefreshEvery / 2, time);
        HashSet<Uri> before = [];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await ReadAsync() is not { } now) continue;
            var gone = before.Except(now).Count();
            if (gone > 0)
            {
                LogGone(log, gone, now.Count);
                renewals.RenewAllNow();
            }
            before = now;
            Problem = now.Count == 0 ? "cluster: no silo" : null;
        }
    }

    private async Task<HashSet<Uri>?> ReadAsync()
    {
        try
        {
            return [.. await gateways.GetGateways()];
        }
        catch (Exception failure)
        {
            // The list cannot be read just now; who is in it has not changed by that.
            LogUnread(log, failure);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gone} silos have gone, {Left} are left: sessions are told where their clients are")]
    private static partial void LogGone(ILogger logger, int gone, int left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of silos could not be read")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
