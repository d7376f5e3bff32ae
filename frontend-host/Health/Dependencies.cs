using Actors.Chat;
using Actors.Speech;
using Actors.Storage;

namespace Actors.Health;

/// <summary>
/// What the program needs, and how each of it is: <c>healthy</c>, <c>degraded</c> (it is done without), <c>absent</c> (it was not configured) or
/// <c>unhealthy</c> (no conversation is possible).
/// </summary>
internal sealed class Dependencies(Database database, ChatHealth chat, Speaker speaker, IServiceProvider services)
{
    private const string Healthy = "healthy";
    private const string Degraded = "degraded";
    private const string Unhealthy = "unhealthy";

    /// <summary>Asks each. The problem is that of the store, in a few words.</summary>
    public async Task<(string Status, string? StorageProblem, IReadOnlyDictionary<string, object> States)> AskAsync(CancellationToken cancellationToken)
    {
        var storage = await database.ProblemAsync(cancellationToken);
        var engine = EngineChoice.ProblemOf(services);
        // On a cluster it is silos that ask models: their breakers are in their metrics.
        IReadOnlyList<KeyValuePair<string, string>> breakers = EngineChoice.Name == "embedded" ? chat.Breakers : [];
        var models = breakers.All(static provider => IsSound(provider.Value)) ? Healthy : Degraded;
        var voice = !speaker.IsOn ? "absent" : speaker.IsLeftAlone ? Degraded : Healthy;
        var states = new Dictionary<string, object>
        {
            ["storage"] = new { status = Of(storage), name = database.Name, problem = storage },
            ["engine"] = new { status = Of(engine), name = EngineChoice.Name, problem = engine },
            ["chat"] = new { status = models, providers = breakers.ToDictionary(static provider => provider.Key, static provider => new { status = IsSound(provider.Value) ? Healthy : Degraded, breaker = provider.Value }) },
            ["speech"] = new { status = voice, name = speaker.Name },
        };
        var overall = storage is not null || engine is not null ? Unhealthy : models == Degraded || voice == Degraded ? Degraded : Healthy;
        return (overall, storage, states);
    }

    private static string Of(string? problem) => problem is null ? Healthy : Unhealthy;

    private static bool IsSound(string breaker) => breaker == "closed";
}
