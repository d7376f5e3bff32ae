namespace Actors.Accounts;

/// <summary>Adds accounts.</summary>
internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services.AddSingleton<SignInDesk>().AddSingleton<OAuthCookie>().AddOAuth();
}
