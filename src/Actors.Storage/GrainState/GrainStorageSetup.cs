using Actors.Storage.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Storage.GrainState;

/// <summary>Adds what the embedded engine keeps in the database.</summary>
public static class GrainStorageSetup
{
    /// <summary>Grain state and reminders, in the database of <see cref="StorageSetup.AddActorsStorage"/>.</summary>
    public static IServiceCollection AddEmbeddedGrainStorage(this IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(static provider => new SqlGrainStorage(provider.GetRequiredService<Database>()));
        services.AddSingleton<IReminderStore, SqlReminderStore>();
        return services;
    }
}
