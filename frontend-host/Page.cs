using Microsoft.AspNetCore.StaticFiles;

namespace Actors;

/// <summary>The page at <c>/</c>.</summary>
internal static class Page
{
    private const string Policy = "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; media-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UsePage(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetHeaders });
    }

    private static void SetHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache";
    }
}
