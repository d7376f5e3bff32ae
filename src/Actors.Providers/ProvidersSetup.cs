using Actors.Accounts;
using Actors.Chat;
using Actors.Language;
using Microsoft.Extensions.DependencyInjection;

namespace Actors;

/// <summary>Adds the providers that configuration chooses. Without any configuration: the offline ones.</summary>
public static class ProvidersSetup
{
    /// <summary>Adds what grains call: chat, notes, reading Chinese, and mail.</summary>
    public static IServiceCollection AddActorsProviders(this IServiceCollection services) => services.AddLanguage().AddChat().AddMail();
}
