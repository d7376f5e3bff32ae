using System.Text.Json.Nodes;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>A field, or a place in the address, that takes a text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>path</c>, <c>query</c> or <c>body</c>.</param>
internal sealed record Field(string Name, string In);

/// <summary>An operation as the description of the API has it.</summary>
internal sealed record Operation(HttpMethod Method, string Path, IReadOnlyList<Field> Fields, JsonObject? Example)
{
    public bool ErasesUser => Method == HttpMethod.Delete && Path.EndsWith("/account", StringComparison.Ordinal);

    /// <summary>The address with a text in one place; the others have something harmless.</summary>
    public string AddressWith(Field? field, string text)
    {
        var path = Path;
        foreach (var place in Fields.Where(static place => place.In == "path"))
        {
            var value = place == field ? Uri.EscapeDataString(text) : "x";
            path = path.Replace($"{{{place.Name}}}", value is "." or ".." or "" ? "x" : value, StringComparison.Ordinal);
        }
        var query = Fields.Where(static place => place.In == "query").Select(place => $"{place.Name}={(place == field ? Uri.EscapeDataString(text) : "1")}").Where(pair => field?.In == "query" && pair.StartsWith($"{field.Name}=", StringComparison.Ordinal));
        return string.Join('?', ((string[])[path, string.Join('&', query)]).Where(static part => part.Length > 0));
    }

    /// <summary>The body with a text in one field; null for an operation that has none. The text stands there as JSON.</summary>
    public string? BodyWith(Field? field, string json)
    {
        if (Example is null) return null;
        var body = Example.DeepClone().AsObject();
        if (field is not { In: "body" }) return body.ToJsonString();
        body[field.Name] = "\uE000";
        return body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\"\\uE000\"", json, StringComparison.Ordinal).Replace("\"\uE000\"", json, StringComparison.Ordinal);
    }
}

/// <summary>Reads <c>/openapi/v1.json</c>: whatever route there will be is in it.</summary>
internal static class ApiDescription
{
    public static async Task<List<Operation>> ReadAsync(HttpClient http)
    {
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json").Soon("the description"))!;
        var found = new List<Operation>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var fields = (operation!["parameters"]?.AsArray() ?? []).Select(static place => new Field((string)place!["name"]!, (string)place["in"]!)).ToList();
                var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } body ? Resolve(document, body) : null;
                fields.AddRange((schema?["properties"]?.AsObject() ?? []).Select(static property => new Field(property.Key, "body")));
                found.Add(new(new HttpMethod(method.ToUpperInvariant()), path, fields, schema is null ? null : ExampleOf(schema)));
            }
        }
        return found;
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema)
    {
        if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray choices) schema = choices.First(static choice => choice!["$ref"] is not null)!;
        return schema["$ref"] is { } reference ? document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]! : schema;
    }

    private static JsonObject ExampleOf(JsonNode schema) =>
        ((schema["examples"] as JsonArray)?[0] ?? schema["example"] ?? new JsonObject()).DeepClone().AsObject();
}
