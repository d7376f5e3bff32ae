using System.Net.Sockets;
using Actors.Storage;
using Microsoft.Extensions.Options;

namespace Actors;

/// <summary>What an operator reads when the program cannot start.</summary>
public static class StartFailure
{
    /// <summary>The exit code of a program that could not start.</summary>
    public const int ExitCode = 1;

    /// <summary>A sentence for a failure that an operator can mend; null for one that is a bug, which keeps its stack trace.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        StorageException storage => storage.Message,
        OptionsValidationException options => $"a setting is wrong: {string.Join("; ", options.Failures)}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => failure.Message,
        SocketException => failure.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.Extensions.Logging.Configuration" } => $"a setting is wrong: {failure.Message}",
        FormatException => $"a setting is wrong: {failure.Message}",
        InvalidDataException => $"a settings file cannot be read: {failure.Message}",
        Orleans.Runtime.OrleansException => $"the cluster: {failure.Message}",
        // Of a package that only the cluster has.
        { } when failure.GetType().FullName is "StackExchange.Redis.RedisConnectionException" => $"Redis: {failure.Message}",
        AggregateException several when several.InnerExceptions.Select(Explain).ToList() is var reasons && !reasons.Contains(null) => string.Join("; ", reasons),
        _ => null,
    };
}
