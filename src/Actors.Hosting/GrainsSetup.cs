using Actors.Accounts;
using Actors.Delivery;
using Actors.Tutor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors;

/// <summary>Adds the settings of the grains themselves, and what only the program in which they run can do for them.</summary>
public static class GrainsSetup
{
    /// <summary>For the program in which grains run.</summary>
    public static IServiceCollection AddActorsGrains(this IServiceCollection services) => services
        .AddSettings<SessionSettings>(SessionSettings.Section)
        .AddSettings<AccountSettings>(AccountSettings.Section)
        .AddSettings<QuotaSettings>(QuotaSettings.Section)
        .AddSingleton<IPasswords, Passwords>()
        .AddTutorData();

    private static IServiceCollection AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(static provider => provider.GetRequiredService<IOptions<T>>().Value);
    }
}
