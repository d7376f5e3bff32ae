using Actors.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Actors;

/// <summary>Adds the providers that configuration chooses. Without any configuration: the offline ones.</summary>
public static class ProvidersSetup
{
    /// <summary>Adds the tutor's chat client.</summary>
    public static IServiceCollection AddActorsProviders(this IServiceCollection services) => services.AddChat();
}
