using Microsoft.AspNetCore.Authentication;

namespace Actors.Auth;

/// <summary>Adds tokens and guests.</summary>
internal static class AuthSetup
{
    public static IServiceCollection AddActorsAuth(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SigningKeys>().AddSingleton<Revocations>().AddSingleton<Tokens>().AddSingleton<Visitors>();
        services.AddHostedService<KeysFirst>().AddHostedService(static provider => provider.GetRequiredService<Revocations>());
        services.AddAuthentication(BearerHandler.Scheme).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null);
        services.AddAuthorization(Policies.Add);
        return services;
    }

    /// <summary>A key that cannot be used fails the start, not the first guest.</summary>
    private sealed class KeysFirst(SigningKeys keys) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = keys.All;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
