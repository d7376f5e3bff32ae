using Actors.Health;
using Actors.Storage;

namespace Actors.Silo;

/// <summary>Whether the silo lives, whether it takes work, and what it counts: for whoever looks after it, not for users.</summary>
internal static class SiloHealth
{
    public static IServiceCollection AddSiloHealth(this IServiceCollection services) => services.AddSingleton<PrometheusText>();

    public static void MapSiloHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusText>(); // listens from the start
        // Probes come all the time and say nothing of users.
        app.MapGet("/livez", static () => Results.Text("ok\n")).DisableHttpMetrics();
        app.MapGet("/readyz", ReadyAsync).DisableHttpMetrics();
        app.MapGet("/metrics", static (PrometheusText metrics) => Results.Text(metrics.Write(), PrometheusText.ContentType)).DisableHttpMetrics();
    }

    private static async Task<IResult> ReadyAsync(ISiloStatusOracle members, Database database, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return NotReady("stopping");
        if (members.CurrentStatus != SiloStatus.Active) return NotReady($"silo: {members.CurrentStatus}");
        if (await database.ProblemAsync(cancellationToken) is { } problem) return NotReady(problem);
        HealthMetrics.Ready(true);
        return Results.Text("ready\n");
    }

    private static IResult NotReady(string why)
    {
        HealthMetrics.Ready(false);
        return Results.Text($"{why}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
