using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Net.Http.Headers;

namespace Actors.Limits;

/// <summary>What browsers may do with our answers, and what is believed of a proxy in front.</summary>
internal static class SecurityHeaders
{
    private const string OfApi = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Headers on every answer; pages have a policy of their own.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        // At the last moment: who answers for a failure begins anew, without what was set before.
        context.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)";
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, OfApi);
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) headers.CacheControl = "no-store";
    }

    /// <summary>
    /// Believes what a proxy says of the client (<c>X-Forwarded-For</c>, <c>-Proto</c>) when it comes from an address that is configured:
    /// <c>Proxy:Networks</c>, as 10.0.0.0/8. Without any nobody is believed: else each client could choose the address that is counted.
    /// </summary>
    public static void UseProxy(this WebApplication app)
    {
        var networks = app.Configuration.GetSection("Proxy:Networks").Get<string[]>() ?? [];
        if (networks.Length == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = app.Configuration.GetValue("Proxy:Hops", 1) };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
