using Actors.Cluster;
using Actors.Health;

namespace Actors.Silo.Report;

/// <summary>Reports on the silo that it is on.</summary>
[GrainType("silo-report"), SiloPlacement]
internal sealed class SiloReportGrain(CallWatch calls, PrometheusText metrics, SiloAge age) : Grain, ISiloReportGrain
{
    public Task<SiloReport> Report() => Task.FromResult(new SiloReport(
        (long)age.Value.TotalMilliseconds, (long)metrics.ValueOf("actors_session_turns"),
        (long)Environment.CpuUsage.TotalTime.TotalMilliseconds, Environment.WorkingSet, calls.Slowest));
}

/// <summary>How long the silo runs.</summary>
internal sealed class SiloAge(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public TimeSpan Value => time.GetElapsedTime(_began);
}
