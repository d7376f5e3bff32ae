namespace Actors.Auth;

/// <summary>Adds tokens and guests.</summary>
internal static class AuthSetup
{
    public static IServiceCollection AddActorsAuth(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SigningKeys>().AddSingleton<Tokens>().AddSingleton<Visitors>();
        return services;
    }
}
