using Actors.Cluster;
using Actors.Delivery;
using Actors.Health;
using Actors.Silo.Report;
using Actors.Silo.Storage;
using Actors.Storage;

namespace Actors.Silo;

/// <summary>The composition of the program, for <c>Program.cs</c> and for tests that start the same program in their own process.</summary>
internal static class SiloHost
{
    /// <summary>What a silo needs to leave the cluster, beside its turns.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(20);

    /// <summary>Puts the program together; it is not started. Settings come from the arguments, the environment and <c>appsettings.json</c>.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        DefaultSecrets.Refuse(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Logging.UseJsonLogs();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        var settings = ClusterSettings.Of(builder.Configuration);

        // The order is that of starting: storage opens first and closes last.
        builder.AddTelemetry("actors-silo");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(settings);
        builder.Services.AddOptions<HostOptions>().Configure<SessionSettings>(static (host, sessions) => host.ShutdownTimeout = sessions.FinishWithin + Leaving);
        builder.Services.AddActorsStorage().AddClusterTables();
        builder.Services.AddActorsGrains().AddActorsProviders();
        builder.UseOrleans(silo => silo.UseCluster(settings, builder.Configuration).UseGrainStorage(builder.Configuration).UseReport());
        builder.Services.AddSiloHealth().AddHostedService<LastResort>();

        var app = builder.Build();
        app.Services.GetRequiredService<SiloAge>(); // counts from now
        app.MapSiloHealth();
        return app;
    }
}
