#if !ORLEANS
using Actors.Storage.GrainState;
using Actors.Tutor;
#else
using Actors.Cluster;
using Actors.Storage;
#endif

namespace Actors;

/// <summary>The engine that the build chose: the embedded one runs the grains in this process, Orleans in silos.</summary>
internal static class EngineChoice
{
#if ORLEANS
    public const string Name = "orleans";

    /// <summary>Grains are elsewhere, and may die without us.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(750);

    /// <summary>Other front ends end tokens, too.</summary>
    public static readonly TimeSpan RevocationsEvery = TimeSpan.FromSeconds(1);

    public static void AddChosenEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddClusterTables();
        builder.AddClusterClient();
    }

    public static void MapEngine(this WebApplication app) => app.MapCluster();

    /// <summary>Why no grain can be called; null when that is not so.</summary>
    public static string? ProblemOf(IServiceProvider services) => services.GetRequiredService<GatewayWatch>().Problem;
#else
    public const string Name = "embedded";

    /// <summary>Grains are here: who is left to send anything lives and dies with them.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.Zero;

    /// <summary>There are no other front ends.</summary>
    public static readonly TimeSpan RevocationsEvery = TimeSpan.Zero;

    public static void AddChosenEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddActorsGrains().AddEmbeddedGrainStorage();
        builder.Services.AddGrainEngine(typeof(TutorSessionState).Assembly);
    }

    public static void MapEngine(this WebApplication app)
    {
    }

    /// <summary>Why no grain can be called; null when that is not so.</summary>
    public static string? ProblemOf(IServiceProvider _) => null;
#endif
}
