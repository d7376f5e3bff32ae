using System.Text.Json;
using Actors.Delivery;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>A reply as a model would write it, cut where a listener could begin to listen.</summary>
internal static class ReplyJson
{
    private const string Opening = "\"chinese_content\":\"";

    /// <summary>The JSON.</summary>
    public static string Of(TutorReply reply) => WireJson.Text(reply, Write);

    /// <summary>The JSON in pieces: the Chinese text clause by clause, then all the rest. Joined they are the whole.</summary>
    public static List<string> Cut(string json)
    {
        var pieces = new List<string>(4);
        var start = 0;
        for (var i = json.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length; json[i] != '"'; i++)
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
        // First, as models are asked to: her face and her voice are set before her words come.
        ReplyFields.WriteFace(json, reply);
        ReplyFields.WriteSaid(json, reply);
        json.WriteStartArray("quiz_list"u8);
        foreach (var quiz in reply.Quizzes)
        {
            json.WriteStartObject();
            ReplyFields.WriteAsked(json, quiz);
            json.WriteString("answer"u8, quiz.Answer);
            json.WriteString("explanation"u8, quiz.Explanation);
            json.WriteString("word"u8, quiz.Word);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
