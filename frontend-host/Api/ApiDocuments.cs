using System.Text;
using Actors.Errors;
using Actors.Limits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Api;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, to be tried at <c>/swagger</c> and read at <c>/redoc</c>.</summary>
internal static class ApiDocuments
{
    private const string Address = "/openapi/v1.json";

    // Both pages bring a style along: an empty one that is filled by code, and one attribute. What they would fetch elsewhere, fonts and a
    // place to report to, they do not get.
    private const string PagePolicy = "default-src 'self'; img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // Without the fonts of others that the package's own page asks for.
    private const string RedocPage = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Actors API</title><link href="index.css" rel="stylesheet"></head>
        <body><div id="redoc-container"></div><script type="module" src="index.js"></script></body>
        </html>
        """;

    public static IServiceCollection AddApiDocuments(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer(static (operation, context, _) => DescribeAsync(operation, context));
        options.AddSchemaTransformer(static (schema, context, _) => Examples.AddAsync(schema, context));
    });

    public static void MapApiDocuments(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().WithMetadata(new LimitMetadata(LimitClass.None)).ExcludeFromDescription();
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/redoc", StringComparison.OrdinalIgnoreCase), static pages =>
        {
            pages.Use(static (context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return next(context);
            });
            pages.UseSwaggerUI(static swagger =>
            {
                swagger.SwaggerEndpoint(Address, "Actors");
                swagger.DocumentTitle = "Actors API";
            });
            pages.UseReDoc(static redoc =>
            {
                redoc.RoutePrefix = "redoc";
                redoc.SpecUrl = Address;
                redoc.DocumentTitle = "Actors API";
                redoc.IndexStream = static () => new MemoryStream(Encoding.UTF8.GetBytes(RedocPage));
            });
        });
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Actors", Version = "v1", Description = "Stateful conversational sessions. Sockets are described in frontend-host/README.md." };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token, from login, guest or refresh." },
        };
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<LimitMetadata>().LastOrDefault() is not { Class: not LimitClass.None } limit) return;
        if (metadata.OfType<IAuthorizeData>().Any()) operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-rate-limit-class"] = new JsonNodeExtension(limit.Class.ToString());
        IEnumerable<Problem> refusals = [.. metadata.OfType<RefusalMetadata>().SelectMany(static refusal => refusal.Problems), Problem.RateLimited, Problem.Storage, Problem.Internal];
        if (operation.RequestBody is not null) refusals = [.. refusals, Problem.InvalidJson, Problem.InvalidField, Problem.BodyTooLarge, Problem.WrongType];
        else if (operation.Parameters is { Count: > 0 }) refusals = [.. refusals, Problem.InvalidField];
        var schema = await context.GetOrCreateSchemaAsync(typeof(ErrorEnvelope), null);
        operation.Responses ??= [];
        foreach (var byStatus in refusals.Distinct().GroupBy(static problem => problem.HttpStatus).OrderBy(static group => group.Key))
        {
            operation.Responses[byStatus.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join("; ", byStatus.Select(static problem => $"{problem.Code}: {problem.Text.English}")),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema, Examples = byStatus.ToDictionary(static problem => problem.Code, Examples.Of) } },
            };
        }
    }
}
