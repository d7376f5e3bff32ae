using System.Reflection;
using Actors.Delivery;
using Actors.Speech;
using Actors.Storage;
using Microsoft.Extensions.AI;

namespace Actors.Health;

/// <summary>Whether the program lives, whether it could hold a conversation, and what it has.</summary>
internal static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddActorsHealth(this IServiceCollection services) => services.AddSingleton<PrometheusText>();

    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusText>(); // listens from the start
        app.MapGet("/livez", static () => Results.Text("ok\n"));
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/healthz", HealthAsync);
        app.MapGet("/metrics", static (PrometheusText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
    }

    private static async Task<IResult> ReadyAsync(Database database, IServiceProvider services, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return Results.Text("stopping\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        return (EngineChoice.ProblemOf(services) ?? await ProblemOf(database, cancellationToken)) is { } problem
            ? Results.Text($"{problem}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready\n");
    }

    private static async Task<IResult> HealthAsync(Database database, IChatClient chat, Speaker speaker, ConnectionTable table, CancellationToken cancellationToken)
    {
        var problem = await ProblemOf(database, cancellationToken);
        return Results.Json(new
        {
            status = problem is null ? "healthy" : "unhealthy",
            version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            engine = EngineChoice.Name,
            storage = new { name = database.Name, problem },
            chat = (chat.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderName,
            speech = speaker.Name,
            speech_formats = speaker.IsOn ? AudioEncoder.Formats.Select(AudioEncoder.NameOf) : [],
            sockets = table.Count,
        }, statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string?> ProblemOf(Database database, CancellationToken cancellationToken)
    {
        try
        {
            await database.CheckAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is StorageException or TimeoutException)
        {
            return failure is StorageException storage ? $"storage: {storage.Problem}" : "storage: no answer";
        }
    }
}
