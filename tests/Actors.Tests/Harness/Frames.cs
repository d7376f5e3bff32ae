using System.Text.Json;

namespace Actors.Tests.Harness;

/// <summary>What tests read out of frames.</summary>
public static class Frames
{
    public static string Status(this JsonElement frame) => frame.Text("status");

    public static string ErrorCode(this JsonElement frame) => frame.Text("error_code");

    public static JsonElement Data(this JsonElement frame) => frame.GetProperty("data");

    public static string Chinese(this JsonElement frame) => frame.Data().Text("chinese_content");

    public static long Turn(this JsonElement frame) => frame.Number("turn");

    public static long Seq(this JsonElement frame) => frame.Number("seq");

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static long Number(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static bool Has(this JsonElement json, string name) => json.TryGetProperty(name, out _);

    public static bool IsEvent(this JsonElement frame) => frame.Has("seq") && frame.Status() != "connected";

    public static IEnumerable<string> Texts(this IEnumerable<JsonElement> frames) => frames.Select(static frame => frame.GetRawText());

    /// <summary>The roles and contents of a page of history.</summary>
    public static List<(string Role, string Content)> Messages(this JsonElement history) =>
        [.. history.Data().GetProperty("messages").EnumerateArray().Select(static message => (message.Text("role"), message.Text("content")))];
}
