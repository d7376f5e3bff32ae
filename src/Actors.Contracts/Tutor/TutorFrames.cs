using System.Text.Json;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>The tutor's frames on the wire, as <c>frontend-host/README.md</c> describes them. Pure.</summary>
public static class TutorFrames
{
    private static readonly JsonEncodedText Thinking = JsonEncodedText.Encode("小师妹正在思考...", WireJson.Encoder);

    /// <summary>She has the message; or has it again (<c>restart</c>), and what was shown of the turn is void.</summary>
    public static byte[] Typing(long turn, long seq, string? id, bool isRestart = false) => WireJson.Object((turn, seq, id, isRestart), static (json, v) =>
    {
        Head(json, v.isRestart ? "restart"u8 : "typing"u8, v.turn, v.seq, v.id);
        json.WriteString("message"u8, Thinking);
    });

    /// <summary>More of what she says in Chinese; with the first of it her face, when it is known so early.</summary>
    public static byte[] Delta(long turn, long seq, string? id, string text, TutorEmotion? emotion) => WireJson.Object((turn, seq, id, text, emotion), static (json, v) =>
    {
        Head(json, "delta"u8, v.turn, v.seq, v.id);
        json.WriteString("text"u8, v.text);
        if (v.emotion is { } face) json.WriteString("emotion"u8, WireNames.Of(face));
    });

    /// <summary>The final event of a turn: <c>success</c>, <c>interrupted</c> with what had been shown, or <c>nudge</c> when she wrote by herself.</summary>
    public static byte[] Final(TutorTurn turn) => WireJson.Object(turn, static (json, v) =>
    {
        Head(json, v.IsInterrupted ? "interrupted"u8 : v.IsNudge ? "nudge"u8 : "success"u8, v.Turn, v.Seq, v.ClientId);
        json.WriteStartObject("data"u8);
        Reply(json, v);
        json.WriteEndObject();
    });

    /// <summary>A turn came to nothing; the same id may be sent again.</summary>
    public static byte[] Failed(long turn, long seq, string? id, string errorCode, string message) =>
        WireJson.Object((turn, seq, id, errorCode, message), static (json, v) =>
        {
            Head(json, "error"u8, v.turn, v.seq, v.id);
            json.WriteString("error_code"u8, v.errorCode);
            json.WriteString("message"u8, v.message);
        });

    /// <summary>What a client shows beside the conversation; <paramref name="seq"/> is 0 in an answer to one client.</summary>
    public static byte[] State(long turn, long seq, string? id, TutorSnapshot snapshot) => WireJson.Object((turn, seq, id, snapshot), static (json, v) =>
    {
        Head(json, "state"u8, v.turn, v.seq, v.id);
        json.WriteStartObject("data"u8);
        json.WriteNumber("sulking_level"u8, v.snapshot.SulkingLevel);
        json.WriteString("emotion"u8, WireNames.Of(v.snapshot.Emotion));
        json.WriteString("user_role"u8, v.snapshot.UserRole);
        json.WriteNumber("turns"u8, v.snapshot.Turns);
        json.WriteNumber("favourability"u8, v.snapshot.Favourability);
        json.WriteBoolean("generating"u8, v.snapshot.IsGenerating);
        json.WriteStartArray("missed_words"u8);
        foreach (var word in v.snapshot.MissedWords) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>How a quiz was answered.</summary>
    public static byte[] QuizResult(long turn, long seq, string? id, QuizVerdict verdict) => WireJson.Object((turn, seq, id, verdict), static (json, v) =>
    {
        Head(json, "quiz_result"u8, v.turn, v.seq, v.id);
        json.WriteStartObject("data"u8);
        json.WriteString("quiz_id"u8, v.verdict.QuizId);
        json.WriteBoolean("correct"u8, v.verdict.IsCorrect);
        json.WriteString("answer"u8, v.verdict.Answer);
        json.WriteString("explanation"u8, v.verdict.Explanation);
        json.WriteNumber("sulking_level"u8, v.verdict.SulkingLevel);
        json.WriteEndObject();
    });

    /// <summary>A page of the conversation.</summary>
    public static byte[] History(string? id, HistoryPage page) => WireJson.Object((id, page), static (json, v) =>
    {
        Head(json, "history"u8, 0, 0, v.id);
        json.WriteStartObject("data"u8);
        json.WriteStartArray("messages"u8);
        foreach (var message in v.page.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.IsUser ? "user"u8 : "assistant"u8);
            json.WriteString("content"u8, message.Content);
            json.WriteString("timestamp"u8, Time(message.AtMs));
            json.WriteString("id"u8, message.Id);
            if (message.Reply is { } reply)
            {
                json.WriteString("vietnamese_display"u8, reply.Vietnamese);
                json.WriteString("pinyin"u8, reply.Pinyin);
                ReplyFields.WriteFace(json, reply);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Head(Utf8JsonWriter json, ReadOnlySpan<byte> status, long turn, long seq, string? id)
    {
        json.WriteString("status"u8, status);
        if (id is not null) json.WriteString("id"u8, id);
        if (seq == 0) return;
        json.WriteNumber("turn"u8, turn);
        json.WriteNumber("seq"u8, seq);
    }

    private static void Reply(Utf8JsonWriter json, TutorTurn turn)
    {
        var reply = turn.Reply;
        ReplyFields.WriteSaid(json, reply);
        ReplyFields.WriteFace(json, reply);
        json.WriteStartArray("quiz_list"u8);
        foreach (var quiz in reply.Quizzes)
        {
            json.WriteStartObject();
            json.WriteString("quiz_id"u8, quiz.QuizId);
            ReplyFields.WriteAsked(json, quiz);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (reply.IsFallback) json.WriteBoolean("fallback"u8, true);
        json.WriteNull("audio_base64"u8);
        json.WriteNumber("sulking_level"u8, turn.SulkingLevel);
        json.WriteString("timestamp"u8, Time(turn.EndedAtMs));
    }

    private static DateTime Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
}

/// <summary>How a quiz was answered.</summary>
/// <param name="QuizId">Which quiz.</param>
/// <param name="IsCorrect">Whether the answer was right.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Explanation">Why.</param>
/// <param name="SulkingLevel">Her sulking level after it.</param>
public sealed record QuizVerdict(string QuizId, bool IsCorrect, string Answer, string Explanation, int SulkingLevel);
