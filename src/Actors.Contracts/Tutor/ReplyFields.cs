using System.Text.Json;

namespace Actors.Tutor;

/// <summary>The members of a reply that clients and models write alike.</summary>
public static class ReplyFields
{
    /// <summary>What she says.</summary>
    public static void WriteSaid(Utf8JsonWriter json, TutorReply reply)
    {
        json.WriteString("chinese_content"u8, reply.Chinese);
        json.WriteString("vietnamese_display"u8, reply.Vietnamese);
        json.WriteString("pinyin"u8, reply.Pinyin);
    }

    /// <summary>How she says it.</summary>
    public static void WriteFace(Utf8JsonWriter json, TutorReply reply)
    {
        json.WriteString("emotion"u8, WireNames.Of(reply.Emotion));
        json.WriteString("action"u8, WireNames.Of(reply.Gesture));
    }

    /// <summary>What she asks: never the answer.</summary>
    public static void WriteAsked(Utf8JsonWriter json, TutorQuiz quiz)
    {
        json.WriteString("question"u8, quiz.Question);
        json.WriteStartArray("options"u8);
        foreach (var option in quiz.Options) json.WriteStringValue(option);
        json.WriteEndArray();
    }
}
