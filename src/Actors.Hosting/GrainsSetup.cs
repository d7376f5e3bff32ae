using Actors.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors;

/// <summary>Adds the settings of the grains themselves.</summary>
public static class GrainsSetup
{
    /// <summary>For the program in which grains run.</summary>
    public static IServiceCollection AddActorsGrains(this IServiceCollection services)
    {
        services.AddOptions<SessionSettings>().BindConfiguration(SessionSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(static provider => provider.GetRequiredService<IOptions<SessionSettings>>().Value);
    }
}
