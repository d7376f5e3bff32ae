using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Texts;

namespace Actors.Errors;

/// <summary>The one shape of every good answer below <c>/api</c>.</summary>
/// <param name="Success">True.</param>
/// <param name="Status"><c>success</c>, or <c>accepted</c> for work that goes on.</param>
/// <param name="Code">The HTTP status.</param>
/// <param name="Message">A text in the language of the caller.</param>
/// <param name="En">The same in English.</param>
/// <param name="Ar">The same in Arabic.</param>
/// <param name="Data">What was asked for.</param>
/// <param name="JobId">The job that goes on.</param>
internal sealed record Envelope<T>(bool Success, string Status, int Code, string Message, string En, string Ar,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] T? Data, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId = null);

/// <summary>The one shape of every error below <c>/api</c>.</summary>
/// <param name="Success">False.</param>
/// <param name="Status"><c>error</c>.</param>
/// <param name="Code">The HTTP status, or a business code that a client knows.</param>
/// <param name="ErrorCode">A stable name.</param>
/// <param name="Message">A text in the language of the caller.</param>
/// <param name="En">The same in English.</param>
/// <param name="Ar">The same in Arabic.</param>
/// <param name="Details">What is wrong with each field.</param>
/// <param name="TraceId">The request, to be named to an operator.</param>
internal sealed record ErrorEnvelope(
    bool Success, string Status, int Code, string ErrorCode, string Message, string En, string Ar,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Details, string TraceId);

/// <summary>Makes envelopes.</summary>
internal static class Envelope
{
    private static readonly LocalText Done = LocalText.Of("OK");

    /// <summary>The JSON of bodies and answers.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // answers are never put into a page as markup
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;
    }

    /// <summary>A good answer.</summary>
    public static IResult Ok<T>(HttpContext context, T data, LocalText? text = null, int status = StatusCodes.Status200OK)
    {
        text ??= Done;
        return Results.Json(new Envelope<T>(Success: true, "success", status, text.In(LanguageOf(context)), text.English, text.Arabic, data), statusCode: status);
    }

    /// <summary>A good answer that is nothing but good.</summary>
    public static IResult Ok(HttpContext context, LocalText text) => Ok<object>(context, null!, text);

    /// <summary>An error.</summary>
    public static IResult Error(HttpContext context, Problem problem, IReadOnlyDictionary<string, string[]>? details = null, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait) context.Response.Headers.RetryAfter = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
        var text = problem.Text;
        return Results.Json(new ErrorEnvelope(Success: false, "error", problem.HttpStatus, problem.Code, text.In(LanguageOf(context)), text.English, text.Arabic, details, context.TraceIdentifier),
            statusCode: problem.HttpStatus);
    }

    /// <summary>An error in one field.</summary>
    public static IResult FieldError(HttpContext context, string field, LocalText text, Problem? problem = null) =>
        Error(context, problem ?? Problem.InvalidField, new Dictionary<string, string[]> { [field] = [text.In(LanguageOf(context))] });

    private static string LanguageOf(HttpContext context) => context.Request.Headers.AcceptLanguage.ToString();
}
