using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Adds the embedded engine to a program.</summary>
public static class EngineSetup
{
    /// <summary>
    /// Adds the engine with the grain classes of <paramref name="grains"/>. The program must also add an
    /// <see cref="Storage.IGrainStorage"/>, an <see cref="Reminders.IReminderStore"/> and, unless the system's clock is
    /// meant, a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddGrainEngine(this IServiceCollection services, params Assembly[] grains)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<EngineOptions>().BindConfiguration(EngineOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Configure(options =>
            {
                foreach (var assembly in grains) options.Assemblies.Add(assembly);
            });
        services.AddSingleton<GrainRuntime>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<GrainRuntime>().Factory);
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<IClusterClient>());
        services.AddHostedService<EngineHost>();
        return services;
    }
}
