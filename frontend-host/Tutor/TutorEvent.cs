using System.Text.Json;
using Actors.Delivery;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>What speech must know of an event: read from its frame, since that is all that front ends are given.</summary>
/// <param name="Status">What it is.</param>
/// <param name="Id">The client's id.</param>
/// <param name="Text">Of a reply all she says, of a delta what comes next.</param>
/// <param name="Emotion">Her face, where the event tells it.</param>
/// <param name="SulkingLevel">Her sulking level, where the event tells it.</param>
internal readonly record struct TutorEvent(string Status, string? Id, string Text, TutorEmotion? Emotion, int? SulkingLevel)
{
    /// <summary>How she sounds in it.</summary>
    public Prosody Prosody => Prosody.Of(Emotion ?? TutorEmotion.Neutral, SulkingLevel ?? 0);

    /// <summary>Reads an event.</summary>
    public static TutorEvent Of(SessionEvent happened)
    {
        using var frame = JsonDocument.Parse(happened.Json);
        var root = frame.RootElement;
        var data = root.TryGetProperty("data"u8, out var inner) ? inner : root;
        return new(TextOf(root, "status"u8) ?? "", TextOf(root, "id"u8), TextOf(data, "chinese_content"u8) ?? TextOf(root, "text"u8) ?? "",
            TextOf(data, "emotion"u8) is { } face ? ReplyParser.Member<TutorEmotion>(face) : null,
            data.TryGetProperty("sulking_level"u8, out var level) ? level.GetInt32() : null);
    }

    private static string? TextOf(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
