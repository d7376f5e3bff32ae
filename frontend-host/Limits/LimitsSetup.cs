using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Actors.Limits;

/// <summary>Adds what keeps clients from asking too much.</summary>
internal static class LimitsSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<LimitOptions>>().Value);
        services.AddSingleton<Loans>().AddHostedService(static provider => provider.GetRequiredService<Loans>());
        services.AddSingleton<RequestLimits>().AddSingleton<SocketGate>();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>(RequestLimits.Configure);
        return services;
    }
}
