using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Accounts;
using Actors.Admin;
using Actors.Errors;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api;

/// <summary>Examples for the description of the API.</summary>
internal static class Examples
{
    private static readonly Dictionary<Type, object> Bodies = new()
    {
        [typeof(RegisterBody)] = new RegisterBody("أحمد محمد", "ahmed@example.com", "SecurePassword123", "SecurePassword123"),
        [typeof(LoginBody)] = new LoginBody("ahmed@example.com", "SecurePassword123"),
        [typeof(RefreshBody)] = new RefreshBody("eyJhbGciOiJIUzI1NiIs…"),
        [typeof(ProfileBody)] = new ProfileBody("Ahmed", "ar", "", "INFP", "wuxia, tea"),
        [typeof(ChangePasswordBody)] = new ChangePasswordBody("SecurePassword123", "AnotherPassword456"),
        [typeof(ResetBody)] = new ResetBody("ahmed@example.com"),
        [typeof(ConfirmBody)] = new ConfirmBody("ahmed@example.com", "042137", "AnotherPassword456"),
        [typeof(DeleteAccountBody)] = new DeleteAccountBody("SecurePassword123"),
        [typeof(AccessBody)] = new AccessBody("TUTOR", "PREMIUM", false),
        [typeof(SignedIn)] = new SignedIn("eyJhbGciOiJIUzI1NiIs…", "eyJhbGciOiJIUzI1NiIs…", new("01a1fa2951a5729ea5ad76c761e8d81f", "Ahmed", "ahmed@example.com", "STUDENT", "FREE")),
    };

    private static readonly JsonSerializerOptions Json = Named();

    /// <summary>Adds the example of a type, if it has one.</summary>
    public static Task AddAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is null && Bodies.TryGetValue(context.JsonTypeInfo.Type, out var example)) schema.Examples = [JsonSerializer.SerializeToNode(example, example.GetType(), Json)!];
        return Task.CompletedTask;
    }

    /// <summary>What a refusal looks like.</summary>
    public static IOpenApiExample Of(Problem problem)
    {
        var details = problem == Problem.InvalidField ? new Dictionary<string, string[]> { ["email"] = ["This is not an address of mail."] } : null;
        var error = new ErrorEnvelope(Success: false, "error", problem.HttpStatus, problem.Code, problem.Text.English, problem.Text.English, problem.Text.Arabic, details, "0HNAB1C2D3E4F:00000001");
        return new OpenApiExample { Value = JsonSerializer.SerializeToNode(error, Json) as JsonNode };
    }

    private static JsonSerializerOptions Named()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Envelope.Configure(json);
        return json;
    }
}
