using Actors.Errors;
using Microsoft.Extensions.Options;

namespace Actors.Limits;

/// <summary>Pages of which other hosts may ask here.</summary>
public sealed class CorsSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cors";

    /// <summary>Their origins, <c>https://app.example.com</c>. This host's own pages need not be named.</summary>
    public string[] Origins { get; set; } = [];
}

/// <summary>
/// Which pages may talk to this host. Browsers ask before a request (CORS), but not before a WebSocket: there the page that opens it is
/// looked at here. Programs that are no browsers name no page and are not concerned.
/// </summary>
internal static class OriginCheck
{
    public static IServiceCollection AddOrigins(this IServiceCollection services)
    {
        services.AddOptions<CorsSettings>().BindConfiguration(CorsSettings.Section);
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<CorsSettings>>(static (cors, settings) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(settings.Value.Origins).WithMethods("GET", "POST", "PUT", "DELETE").WithHeaders("Authorization", "Content-Type", "Accept-Language", "X-Request-ID", "X-Requested-With", "X-SignalR-User-Agent")
            .WithExposedHeaders("X-Request-ID", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset").SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>Refuses sockets of pages of other hosts.</summary>
    public static void UseSocketOrigins(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<IOptions<CorsSettings>>().Value.Origins.ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((context, next) => !context.WebSockets.IsWebSocketRequest || IsAllowed(context.Request, allowed) ? next(context) : Envelope.Error(context, Problem.OriginRefused).ExecuteAsync(context));
    }

    private static bool IsAllowed(HttpRequest request, HashSet<string> allowed)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || allowed.Contains(origin)) return true;
        // Neither of the two need be one: clients write both.
        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
            && Uri.TryCreate($"{page.Scheme}://{request.Host}", UriKind.Absolute, out var own) && string.Equals(page.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
