using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Limits;

namespace Actors.Cluster;

/// <summary>What an operator sees of the cluster: silos, what is active on them, turns, slow calls.</summary>
internal static class ClusterApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapCluster(this WebApplication app)
    {
        app.MapApi("/api/v1/admin", "Admin").MapGet("/cluster", ReadAsync).For(Policies.Admin).Answers<ClusterReport>()
            .Says("Show the cluster", "Its silos, what is active on them, and their slowest calls.");
        app.MapGet("/admin/cluster", static () => Results.Redirect("/admin/cluster.html")).AllowAnonymous().WithMetadata(new LimitMetadata(LimitClass.None)).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var silos = await management.GetHosts();
        var active = await management.GetSimpleGrainStatistics();
        var rows = await Task.WhenAll(silos.OrderBy(static silo => silo.Key.ToParsableString(), StringComparer.Ordinal).Select(silo => SiloAsync(grains, silo.Key, silo.Value, active)));
        return Envelope.Ok(context, new ClusterReport(rows));
    }

    private static async Task<object> SiloAsync(IGrainFactory grains, SiloAddress silo, SiloStatus status, SimpleGrainStatistic[] active)
    {
        var report = status == SiloStatus.Active ? await ReportAsync(grains, silo) : null;
        return new
        {
            address = $"{silo.Endpoint}",
            status = $"{status}",
            uptime_ms = report?.UptimeMs,
            turns = report?.Turns,
            cpu_ms = report?.CpuMs,
            memory_bytes = report?.MemoryBytes,
            grains = active.Where(count => count.SiloAddress.Equals(silo)).Select(static count => new { type = NameOf(count.GrainType), activations = count.ActivationCount })
                .Where(static count => count.type.StartsWith("Actors.", StringComparison.Ordinal)).OrderByDescending(static count => count.activations),
            calls = report?.Calls.Select(static call => new { method = call.Method, count = call.Count, slow = call.Slow, mean_us = call.MeanMicros, most_us = call.MostMicros }),
        };
    }

    /// <summary>The report of a silo; null when it does not answer: then it is about to be out.</summary>
    private static async Task<SiloReport?> ReportAsync(IGrainFactory grains, SiloAddress silo)
    {
        try
        {
            return await grains.GetGrain<ISiloReportGrain>(silo.ToParsableString()).Report().WaitAsync(Patience);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private static string NameOf(string grainType) => grainType.Split(',')[0];
}

/// <summary>The silos of a cluster.</summary>
internal sealed record ClusterReport(IEnumerable<object> Silos);
