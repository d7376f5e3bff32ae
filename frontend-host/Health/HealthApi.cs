using System.Reflection;
using Actors.Delivery;
using Actors.Limits;
using Actors.Speech;
using Actors.Storage;
using Microsoft.Extensions.AI;

namespace Actors.Health;

/// <summary>Whether the program lives, whether it could hold a conversation, and what it has.</summary>
internal static class HealthApi
{
    public static IServiceCollection AddActorsHealth(this IServiceCollection services) => services.AddSingleton<PrometheusText>().AddSingleton<Dependencies>();

    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusText>(); // listens from the start
        // Probes come all the time and say nothing of users.
        var health = app.MapGroup("").WithTags("Operations").WithMetadata(new LimitMetadata(LimitClass.None)).AllowAnonymous().DisableHttpMetrics();
        health.MapGet("/livez", static () => Results.Text("ok\n")).WithSummary("Is it alive").WithDescription("200 while the program runs.");
        health.MapGet("/readyz", ReadyAsync).WithSummary("Could it hold a conversation").WithDescription("200 when it could; 503 with the reason otherwise.");
        health.MapGet("/healthz", HealthAsync).WithSummary("What it has").WithDescription("The states of what it depends on.");
        health.MapGet("/metrics", static (PrometheusText metrics) => Results.Text(metrics.Write(), PrometheusText.ContentType)).WithSummary("Metrics").WithDescription("The text format of Prometheus.");
    }

    private static async Task<IResult> ReadyAsync(Database database, IServiceProvider services, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var problem = lifetime.ApplicationStopping.IsCancellationRequested ? "stopping" : EngineChoice.ProblemOf(services) ?? await database.ProblemAsync(cancellationToken);
        HealthMetrics.Ready(problem is null);
        return problem is null ? Results.Text("ready\n") : Results.Text($"{problem}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> HealthAsync(
        Dependencies needs, Database database, IChatClient chat, Speaker speaker, ConnectionTable table, CancellationToken cancellationToken)
    {
        var (status, problem, dependencies) = await needs.AskAsync(cancellationToken);
        return Results.Json(new
        {
            status,
            version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            engine = EngineChoice.Name,
            storage = new { name = database.Name, problem },
            chat = (chat.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderName,
            speech = speaker.Name,
            speech_formats = speaker.IsOn ? AudioEncoder.Formats.Select(AudioEncoder.NameOf) : [],
            sockets = table.Count,
            dependencies,
        }, statusCode: status == "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
