using Microsoft.Extensions.Logging;

namespace Actors;

/// <summary>The one form of our logs: a JSON object a line, UTC, scopes included. What users write is in none of them, whatever the level.</summary>
public static class JsonLogs
{
    /// <summary>Categories of the framework that quote queries (also their tokens), bodies and arguments below the level that they may have.</summary>
    private static readonly (string Category, LogLevel Least)[] Quoting =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        ("Microsoft.AspNetCore.SignalR.Internal", LogLevel.Information),
        ("Microsoft.AspNetCore.Http.RequestDelegateFactory", LogLevel.Information),
    ];

    /// <summary>Replaces whatever was there.</summary>
    public static ILoggingBuilder UseJsonLogs(this ILoggingBuilder logging)
    {
        foreach (var (category, least) in Quoting) logging.AddFilter(category, level => level >= least);
        return logging.ClearProviders().AddJsonConsole(static console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
