using System.Diagnostics;
using OpenTelemetry;

namespace Actors.Health;

/// <summary>Keeps the traces of probes to ourselves: they come all the time, and say nothing of users.</summary>
internal sealed class ProbeFilter : BaseProcessor<Activity>
{
    private static readonly string[] Probes = ["/livez", "/readyz", "/healthz", "/metrics"];

    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is string path && Probes.Contains(path, StringComparer.OrdinalIgnoreCase)) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
