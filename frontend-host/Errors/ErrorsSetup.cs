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
        context.Response.Headers[RequestId] = context.TraceIdentifier;
        await next(context);
    });

    /// <summary>Answers errors with envelopes.</summary>
    public static void UseEnvelopeErrors(this WebApplication app)
    {
        app.UseExceptionHandler(static errors => errors.Run(static context =>
        {
            var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
            return Envelope.Error(context, Of(failure)).ExecuteAsync(context);
        }));
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
        BadHttpRequestException => Problem.InvalidJson,
        _ => Problem.Internal,
    };

    private static Problem? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem.InvalidJson,
        StatusCodes.Status401Unauthorized => Problem.Unauthorized,
        StatusCodes.Status404NotFound => Problem.NotFound,
        StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => Problem.WrongType,
        _ => null,
    };
}
