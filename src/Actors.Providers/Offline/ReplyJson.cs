using System.Text.Json;
using Actors.Delivery;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>A reply as a model would write it, cut where a listener could begin to listen.</summary>
internal static class ReplyJson
{
    private const string Opening = "{\"chinese_content\":\"";

    /// <summary>The JSON.</summary>
    public static string Of(TutorReply reply) => WireJson.Text(reply, Write);

    /// <summary>The JSON in pieces: the Chinese text clause by clause, then all the rest. Joined they are the whole.</summary>
    public static List<string> Cut(string json)
    {
        var pieces = new List<string>(4);
        var start = 0;
        for (var i = Opening.Length; json[i] != '"'; i++)
        {
            if (json[i] == '\\') i++;
            else if (json[i] is '。' or '！' or '？' or '，')
            {
                pieces.Add(json[start..(i + 1)]);
                start = i + 1;
            }
        }
        pieces.Add(json[start..]);
        return pieces;
    }

    private static void Write(Utf8JsonWriter json, TutorReply reply)
    {
        json.WriteString("chinese_content"u8, reply.Chinese);
        json.WriteString("vietnamese_display"u8, reply.Vietnamese);
        json.WriteString("pinyin"u8, reply.Pinyin);
        json.WriteString("emotion"u8, WireNames.Of(reply.Emotion));
        json.WriteString("action"u8, WireNames.Of(reply.Gesture));
        json.WriteStartArray("quiz_list"u8);
        foreach (var quiz in reply.Quizzes)
        {
            json.WriteStartObject();
            json.WriteString("question"u8, quiz.Question);
            json.WriteStartArray("options"u8);
            foreach (var option in quiz.Options) json.WriteStringValue(option);
            json.WriteEndArray();
            json.WriteString("answer"u8, quiz.Answer);
            json.WriteString("explanation"u8, quiz.Explanation);
            json.WriteString("word"u8, quiz.Word);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
