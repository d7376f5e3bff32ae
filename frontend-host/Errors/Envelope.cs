using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Errors;

/// <summary>The one shape of every answer below <c>/api</c>.</summary>
internal sealed record Envelope
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required bool Success { get; init; }

    public required string Status { get; init; }

    public required int Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorCode { get; init; }

    public required string Message { get; init; }

    public required string En { get; init; }

    public required string Ar { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Data { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Details { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>A good answer.</summary>
    public static IResult Ok(object data) => Results.Json(
        new Envelope { Success = true, Status = "success", Code = StatusCodes.Status200OK, Message = "OK", En = "OK", Ar = "تم", Data = data }, Json);

    /// <summary>An error.</summary>
    public static IResult Error(HttpContext context, Problem problem, IReadOnlyDictionary<string, string[]>? details = null)
    {
        var text = problem.In(context.Request.Headers.AcceptLanguage.ToString());
        return Results.Json(new Envelope
        {
            Success = false,
            Status = "error",
            Code = problem.HttpStatus,
            ErrorCode = problem.Code,
            Message = text,
            En = problem.English,
            Ar = problem.Arabic,
            Details = details,
            TraceId = context.TraceIdentifier,
        }, Json, statusCode: problem.HttpStatus);
    }
}
