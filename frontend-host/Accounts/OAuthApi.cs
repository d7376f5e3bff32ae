using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Texts;

namespace Actors.Accounts;

/// <summary>By whom one can sign in here.</summary>
internal sealed record OAuthList(IEnumerable<string> Providers);

/// <summary>Where the browser goes to sign in.</summary>
internal sealed record OAuthStart(string AuthorizationUrl);

/// <summary>Signing in by another provider: there, back, and in.</summary>
internal static partial class OAuthApi
{
    public static void MapOAuth(this RouteGroupBuilder auth)
    {
        auth.MapGet("/oauth", List).Open().Answers<OAuthList>()
            .Says("List the providers", "By whom one can sign in here.");
        auth.MapGet("/oauth/{provider}/start", StartAsync).Open().Answers<OAuthStart>().Refuses(Problem.Unauthorized, Problem.NotFound, Problem.OAuthFailed)
            .Says("Begin to sign in by a provider", "Redirects the browser to the provider; who accepts JSON and no HTML is told the address instead. With a guest's token the guest becomes the member. return: a path of ours to which the browser comes back with the code.");
        auth.MapGet("/oauth/{provider}/callback", CallbackAsync).Open().Answers<SignedIn>().Refuses(Problem.NotFound, Problem.OAuthFailed, Problem.OAuthDenied, Problem.EmailTaken, Problem.AlreadyMember, Problem.AccountDisabled)
            .Says("Come back from a provider", "Redeems the code and signs in. An address that the provider has verified leads to the user who has proven it here, too; one that somebody has registered and not proven does not.");
    }

    private static IResult List(HttpContext context, OAuthSettings settings) =>
        Envelope.Ok(context, new OAuthList(settings.Providers.Keys.Where(name => settings.Find(name) is not null).Order(StringComparer.Ordinal)));

    private static async Task<IResult> StartAsync(HttpContext context, string provider, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "return")] string? back, OAuthClient client, OAuthSettings settings, OAuthCookie cookie, ILogger<OAuthClient> log)
    {
        if (settings.Find(provider) is null) return Envelope.Error(context, Problem.NotFound);
        if (CurrentUser.HasBadToken(context)) return Envelope.Error(context, Problem.Unauthorized);
        if (back is not null && !OAuthCookie.IsOurPath(back)) return Envelope.FieldError(context, "return", LocalText.Of("FIELD_TEXT"));
        var began = cookie.Begin(context, provider, back, CurrentUser.Find(context) is { IsGuest: true } guest ? guest.Id : null);
        try
        {
            var address = await client.AuthorizationAddressAsync(provider, began, RedirectOf(context, settings, provider), context.RequestAborted);
            return AcceptsPages(context) ? Results.Redirect(address) : Envelope.Ok(context, new OAuthStart(address));
        }
        catch (OAuthException failure)
        {
            LogFailed(log, provider, failure.Message);
            return Envelope.Error(context, Problem.OAuthFailed);
        }
    }

    private static async Task<IResult> CallbackAsync(HttpContext context, string provider, string? code, string? state, string? iss, string? error,
        OAuthClient client, OAuthSettings settings, OAuthCookie cookie, SignInDesk desk, ILogger<OAuthClient> log)
    {
        if (settings.Find(provider) is null) return Envelope.Error(context, Problem.NotFound);
        if (cookie.Find(context, provider, state) is not { } began) return Envelope.Error(context, Problem.OAuthFailed);
        // A page of ours takes the code and asks here by itself: tokens never stand in an address.
        if (began.Return is { } page && AcceptsPages(context)) return Results.Redirect($"{page}{context.Request.QueryString}");
        OAuthCookie.End(context, state!);
        if (error is not null || code is not { Length: > 0 and <= 4096 }) return Envelope.Error(context, error == "access_denied" ? Problem.OAuthDenied : Problem.OAuthFailed);
        try
        {
            var person = await client.RedeemAsync(provider, code, iss, began.Secrets, RedirectOf(context, settings, provider), context.RequestAborted);
            return await SignInAsync(context, provider, person, began.GuestId, desk);
        }
        catch (OAuthException failure)
        {
            LogFailed(log, provider, failure.Message);
            return Envelope.Error(context, Problem.OAuthFailed);
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext context, string provider, ProviderPerson person, string? guestId, SignInDesk desk)
    {
        if (AccountKey.OfProvider(provider, person.Subject) is not { } key) return Envelope.Error(context, Problem.OAuthFailed);
        var origin = SignInDesk.OriginOf(context);
        var language = LocalText.LanguageOf(context.Request.Headers.AcceptLanguage.ToString());
        var name = new string([.. person.Name.Where(static c => !char.IsControl(c)).Take(100)]);
        var mail = AccountKey.OfMail(person.Email);
        var known = await desk.CallAsync(() => desk.Account(key).SignInByProvider(new("", "", "", language, origin)));
        if (known.Account is { } owner) return await desk.OpenAsync(context, key, owner, provider);

        var userId = guestId ?? Guid.CreateVersion7().ToString("N");
        var email = mail is null ? "" : person.Email.Trim();
        if (mail is { } address)
        {
            var vouched = await desk.CallAsync(() => desk.Account(address).Vouch(new(userId, email, name, language, origin)));
            if (vouched.Account is not { } belongs) return Envelope.Error(context, Problem.EmailTaken);
            userId = belongs.UserId;
            var joined = await desk.CallAsync(() => desk.User(userId).Join(new(address.ToGrainKey(), belongs.Email, belongs.Name, belongs.Language, origin with { ActorId = userId })));
            if (joined != JoinOutcome.Joined)
            {
                // The guest has become a member with another address meanwhile: this one must not stay claimed for nobody.
                if (joined == JoinOutcome.IsMember) await desk.CallAsync(() => desk.Account(address).Release(userId));
                return Envelope.Error(context, joined == JoinOutcome.IsMember ? Problem.AlreadyMember : Problem.AccountDisabled);
            }
        }
        var claimed = await desk.CallAsync(() => desk.Account(key).SignInByProvider(new(userId, email, name, language, origin)));
        return await desk.OpenAsync(context, key, claimed.Account!, provider);
    }

    /// <summary>Where the provider sends the browser back to; it must be known there.</summary>
    private static string RedirectOf(HttpContext context, OAuthSettings settings, string provider)
    {
        var host = settings.PublicAddress.Length > 0 ? settings.PublicAddress.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
        return $"{host}/api/auth/oauth/{provider}/callback";
    }

    private static bool AcceptsPages(HttpContext context)
    {
        var accept = context.Request.Headers.Accept.ToString();
        return accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by {Provider} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string provider, string reason);
}
