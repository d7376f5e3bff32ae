using Actors.Accounts;

namespace Actors.Auth;

/// <summary>
/// <c>admin-token</c>: prints an access token of an operator. Whoever may read the signing key may have one; nothing else makes the
/// first administrator.
/// </summary>
internal static class AdminToken
{
    public const string Command = "admin-token";

    public static async Task<int> PrintAsync(WebApplication app)
    {
        var operatorUser = new CurrentUser("operator", Roles.Admin);
        await Console.Out.WriteLineAsync(app.Services.GetRequiredService<Tokens>().Issue(operatorUser).Access);
        await app.DisposeAsync();
        return 0;
    }
}
