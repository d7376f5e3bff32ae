using System.Text.Json;
using System.Text.RegularExpressions;
using Actors.Api;
using Actors.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Storage;

namespace Actors.Errors;

/// <summary>Exceptions and bare status codes as envelopes, in one place; and request ids.</summary>
internal static partial class ErrorsSetup
{
    private const string RequestId = "X-Request-ID";
    private const int MaxRequestId = 128;

    /// <summary>Every answer carries a request id: the caller's where it is sound, else a new one. Logs carry the same.</summary>
    public static void UseRequestIds(this WebApplication app) => app.Use(static async (context, next) =>
    {
        var given = context.Request.Headers[RequestId].ToString();
        if (given.Length is > 0 and <= MaxRequestId && given.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')) context.TraceIdentifier = given;
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            context.Response.Headers[RequestId] = context.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        await next(context);
    });

    public static IServiceCollection AddEnvelopes(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json => Envelope.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true); // to say what is wrong with it
        return services;
    }

    /// <summary>Answers errors with envelopes.</summary>
    public static void UseEnvelopeErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What a client did wrong is nothing for the log.
            SuppressDiagnosticsCallback = static failure => failure.Exception is BadHttpRequestException,
            ExceptionHandler = static context =>
            {
                var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                return Envelope.Error(context, Of(failure), DetailsOf(failure, context)).ExecuteAsync(context);
            },
        });
        app.UseStatusCodePages(static async status =>
        {
            var context = status.HttpContext;
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && Of(context.Response.StatusCode) is { } problem) await Envelope.Error(context, problem).ExecuteAsync(context);
        });
    }

    /// <summary>What an exception is to a client.</summary>
    public static Problem Of(Exception? failure) => failure switch
    {
        StorageException or InconsistentStateException or TimeoutException or OrleansException => Problem.Storage,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problem.WrongType,
        BadHttpRequestException bad => FieldOf(bad) is null ? Problem.InvalidJson : Problem.InvalidField,
        _ => Problem.Internal,
    };

    private static Dictionary<string, string[]>? DetailsOf(Exception? failure, HttpContext context) =>
        failure is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad && FieldOf(bad) is { } field
            ? new() { [field] = [FieldTexts.Type.In(context.Request.Headers.AcceptLanguage.ToString())] } : null;

    /// <summary>The field that has the wrong type; null when it is not about one. JSON that is none has another exception inside.</summary>
    private static string? FieldOf(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException { InnerException: not JsonException, Path: ['$', '.', .. var path] }) return path;
        return QueryField().Match(bad.Message) is { Success: true } query ? JsonNamingPolicy.SnakeCaseLower.ConvertName(query.Groups[1].Value) : null;
    }

    // The framework's own words; ValidationTests knows when they change.
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (\\w+)\" from ")]
    private static partial Regex QueryField();

    private static Problem? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem.InvalidJson,
        StatusCodes.Status401Unauthorized => Problem.Unauthorized,
        StatusCodes.Status403Forbidden => Problem.Forbidden,
        StatusCodes.Status404NotFound => Problem.NotFound,
        StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => Problem.WrongType,
        StatusCodes.Status426UpgradeRequired => Problem.UpgradeRequired,
        _ => null,
    };
}
