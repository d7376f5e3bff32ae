using Microsoft.Extensions.Logging;

namespace Actors;

/// <summary>The one form of our logs: a JSON object a line, UTC, scopes included.</summary>
public static class JsonLogs
{
    /// <summary>Replaces whatever was there.</summary>
    public static ILoggingBuilder UseJsonLogs(this ILoggingBuilder logging) => logging.ClearProviders().AddJsonConsole(static console =>
    {
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    });
}
