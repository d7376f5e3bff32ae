using System.Collections.Immutable;

namespace Actors.Cluster;

/// <summary>Reports on one silo. Key: the silo's address as text; the grain lives there and nowhere else.</summary>
[Alias("cluster.ISiloReportGrain")]
public interface ISiloReportGrain : IGrainWithStringKey
{
    /// <summary>What the silo counts, from its start.</summary>
    [Alias("Report")]
    Task<SiloReport> Report();
}

/// <summary>What one silo counts.</summary>
/// <param name="UptimeMs">How long it runs, in milliseconds.</param>
/// <param name="Turns">Turns that ended there.</param>
/// <param name="CpuMs">Processor time that it has used, in milliseconds.</param>
/// <param name="MemoryBytes">Memory that it holds.</param>
/// <param name="Calls">Its grain methods, the slowest first.</param>
[GenerateSerializer, Immutable, Alias("cluster.silo-report")]
public sealed record SiloReport(
    [property: Id(0)] long UptimeMs,
    [property: Id(1)] long Turns,
    [property: Id(2)] long CpuMs,
    [property: Id(3)] long MemoryBytes,
    [property: Id(4)] ImmutableArray<CallReport> Calls);

/// <summary>How long calls of one method took on one silo, from the call's start in the grain to its end.</summary>
/// <param name="Method">Interface and method.</param>
/// <param name="Count">How many calls there were.</param>
/// <param name="Slow">How many took longer than a quarter of a second.</param>
/// <param name="MeanMicros">How long they took on average, in microseconds.</param>
/// <param name="MostMicros">How long the slowest took, in microseconds.</param>
[GenerateSerializer, Immutable, Alias("cluster.call-report")]
public sealed record CallReport(
    [property: Id(0)] string Method,
    [property: Id(1)] long Count,
    [property: Id(2)] long Slow,
    [property: Id(3)] long MeanMicros,
    [property: Id(4)] long MostMicros);
