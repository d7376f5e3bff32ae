using System.Text.Json;
using Actors.Errors;

namespace Actors.Tutor;

/// <summary>What a client can ask of the tutor.</summary>
internal enum TutorAction
{
    Unknown,
    Ping,
    Chat,
    Stop,
    History,
    ClearHistory,
    SetRole,
    State,
    QuizAnswer,
    Resume,
}

/// <summary>A frame of a client, parsed. Fields that the action does not use are not looked at.</summary>
internal readonly record struct TutorFrame
{
    private const int MaxId = 128;
    private const int MaxField = 512;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };

    public TutorAction Action { get; private init; }

    public string? Id { get; private init; }

    public string? Message { get; private init; }

    public string? UserRole { get; private init; }

    public string? QuizId { get; private init; }

    public string? Answer { get; private init; }

    public string? Before { get; private init; }

    public long? Limit { get; private init; }

    public long? After { get; private init; }

    /// <summary>Parses a frame. The problem is null for a sound one; the frame then and otherwise holds what could be read.</summary>
    public static Problem? Parse(ReadOnlySpan<byte> json, out TutorFrame frame)
    {
        frame = default;
        var reader = new Utf8JsonReader(json, Strict);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Problem.InvalidJson;
            Problem? problem = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) problem = ReadField(ref reader, ref frame) ?? problem;
            return reader.Read() ? Problem.InvalidJson : problem;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string whose bytes are not UTF-8.
            return Problem.InvalidJson;
        }
    }

    private static Problem? ReadField(ref Utf8JsonReader reader, ref TutorFrame frame)
    {
        if (reader.ValueTextEquals("action"u8)) return ReadAction(ref reader, ref frame);
        if (reader.ValueTextEquals("id"u8)) return Text(ref reader, MaxId, out var id) ?? Set(frame = frame with { Id = id });
        if (reader.ValueTextEquals("message"u8)) return Text(ref reader, int.MaxValue, out var message) ?? Set(frame = frame with { Message = message });
        if (reader.ValueTextEquals("user_role"u8)) return Text(ref reader, MaxField, out var role) ?? Set(frame = frame with { UserRole = role });
        if (reader.ValueTextEquals("quiz_id"u8)) return Text(ref reader, MaxId, out var quiz) ?? Set(frame = frame with { QuizId = quiz });
        if (reader.ValueTextEquals("answer"u8)) return Text(ref reader, MaxField, out var answer) ?? Set(frame = frame with { Answer = answer });
        if (reader.ValueTextEquals("before"u8)) return Text(ref reader, MaxId, out var before) ?? Set(frame = frame with { Before = before });
        if (reader.ValueTextEquals("limit"u8)) return Number(ref reader, out var limit) ?? Set(frame = frame with { Limit = limit });
        if (reader.ValueTextEquals("after"u8)) return Number(ref reader, out var after) ?? Set(frame = frame with { After = after });
        reader.Read();
        reader.Skip();
        return null;
    }

    private static Problem? Set(in TutorFrame _) => null;

    private static Problem? ReadAction(ref Utf8JsonReader reader, ref TutorFrame frame)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }
        frame = frame with { Action = ActionOf(ref reader) };
        return null;
    }

    private static TutorAction ActionOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("chat"u8)) return TutorAction.Chat;
        if (reader.ValueTextEquals("ping"u8)) return TutorAction.Ping;
        if (reader.ValueTextEquals("stop"u8)) return TutorAction.Stop;
        if (reader.ValueTextEquals("history"u8)) return TutorAction.History;
        if (reader.ValueTextEquals("state"u8)) return TutorAction.State;
        if (reader.ValueTextEquals("resume"u8)) return TutorAction.Resume;
        if (reader.ValueTextEquals("set_role"u8)) return TutorAction.SetRole;
        if (reader.ValueTextEquals("clear_history"u8)) return TutorAction.ClearHistory;
        return reader.ValueTextEquals("quiz_answer"u8) ? TutorAction.QuizAnswer : TutorAction.Unknown;
    }

    private static Problem? Text(ref Utf8JsonReader reader, int max, out string? text)
    {
        text = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Problem.InvalidField;
        }
        text = reader.GetString();
        return text!.Length <= max ? null : Problem.InvalidField;
    }

    private static Problem? Number(ref Utf8JsonReader reader, out long? number)
    {
        number = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value))
        {
            number = value;
            return null;
        }
        reader.Skip();
        return Problem.InvalidField;
    }
}
