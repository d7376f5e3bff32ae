using Actors.Cluster;
using Actors.Storage;
using Orleans.Storage;

namespace Actors.Silo.Storage;

/// <summary>Grain state and reminders in PostgreSQL, through Orleans' own providers.</summary>
internal static class GrainStorageSetup
{
    /// <summary>The storage that grains name.</summary>
    public const string Actors = "actors";

    /// <summary>Orleans' provider behind it.</summary>
    public const string Relational = "actors-relational";

    public static ISiloBuilder UseGrainStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var postgres = MembershipSetup.Postgres(configuration);
        silo.AddAdoNetGrainStorage(Relational, options =>
        {
            (options.Invariant, options.ConnectionString) = (MembershipSetup.Npgsql, postgres);
            options.GrainStorageSerializer = new StateSerializer();
            options.DeleteStateOnClear = true;
        });
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (MembershipSetup.Npgsql, postgres));
        silo.Services.AddKeyedSingleton<IGrainStorage>(Actors, static (services, _) =>
            new ExplainedGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Relational), services.GetRequiredService<Database>()));
        return silo;
    }
}
