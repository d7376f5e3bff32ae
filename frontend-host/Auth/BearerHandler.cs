using System.Text.Encodings.Web;
using Actors.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>Lets ASP.NET Core know the user of an access token, and answers by envelopes who is not let in.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public new const string Scheme = "Bearer";

    private static readonly AuthenticateResult BadToken = AuthenticateResult.Fail("The token is no good.");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Visitors.HeaderTokenOf(Request) is not { } token) return Task.FromResult(AuthenticateResult.NoResult());
        if (tokens.CheckAccess(token) is not { } user) return Task.FromResult(BadToken);
        Context.Features.Set(user);
        return Task.FromResult(AuthenticateResult.Success(new(Policies.PrincipalOf(user), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return Envelope.Error(Context, Problem.Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Envelope.Error(Context, CurrentUser.Find(Context) is { IsGuest: true } ? Problem.MembersOnly : Problem.Forbidden).ExecuteAsync(Context);
}
