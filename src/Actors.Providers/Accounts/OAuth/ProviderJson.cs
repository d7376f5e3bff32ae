using System.Text.Json;

namespace Actors.Accounts;

/// <summary>Reads what providers answer.</summary>
internal static class ProviderJson
{
    private const int LongestText = 1000;

    /// <summary>Sends a request; anything but a good answer in JSON is an <see cref="OAuthException"/>.</summary>
    public static async Task<JsonDocument> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode) throw new OAuthException($"{request.RequestUri!.Host} answered {(int)response.StatusCode}");
            var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (answer.RootElement.ValueKind == JsonValueKind.Object) return answer;
            answer.Dispose();
            throw new OAuthException("the answer is no object");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new OAuthException($"{request.RequestUri!.Host}: {failure.Message}", failure);
        }
    }

    /// <summary>A member as a text; numbers as they are written, since some are longer than a number may be. Null when it is none.</summary>
    public static string? Text(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out var value)) return null;
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        return text is { Length: > 0 } && (text.Length <= LongestText || name == "id_token" || name == "access_token") ? text : null;
    }

    /// <summary>The object that is meant: some providers put it into a list.</summary>
    public static JsonElement Unwrap(JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() == 1 ? data[0] : answer;
}
