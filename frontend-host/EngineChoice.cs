#if !ORLEANS
using Actors.Storage.GrainState;
using Actors.Tutor;
#endif

namespace Actors;

/// <summary>The engine that the build chose: the embedded one runs the grains in this process, Orleans in silos.</summary>
internal static class EngineChoice
{
#if ORLEANS
    public const string Name = "orleans";

    public static void AddChosenEngine(this WebApplicationBuilder builder) =>
        builder.UseOrleansClient(static client => client.UseLocalhostClustering());
#else
    public const string Name = "embedded";

    public static void AddChosenEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddEmbeddedGrainStorage();
        builder.Services.AddGrainEngine(typeof(TutorSessionState).Assembly);
    }
#endif
}
