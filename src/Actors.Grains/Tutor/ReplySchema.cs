using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Actors.Tutor;

/// <summary>
/// The form of a reply as a JSON schema in the strict sense: every member required, none besides. Models write members in this
/// order: the emotion comes before the words, so that she can be seen and heard in it from the first of them.
/// </summary>
public static class ReplySchema
{
    /// <summary>The format for chat options.</summary>
    public static ChatResponseFormatJson Format { get; } = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "thought": { "type": "string" },
            "emotion": { "type": "string", "enum": ["neutral", "happy", "sad", "angry", "shy", "sulking", "worried", "excited"] },
            "chinese_content": { "type": "string" },
            "vietnamese_display": { "type": "string" },
            "pinyin": { "type": "string" },
            "action": { "type": "string", "enum": ["none", "bow", "smile", "turn_away", "pour_tea", "draw_sword", "give_gift"] },
            "quiz_list": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "question": { "type": "string" },
                  "options": { "type": "array", "items": { "type": "string" } },
                  "answer": { "type": "string" },
                  "explanation": { "type": "string" },
                  "word": { "type": "string" }
                },
                "required": ["question", "options", "answer", "explanation", "word"],
                "additionalProperties": false
              }
            }
          },
          "required": ["thought", "emotion", "chinese_content", "vietnamese_display", "pinyin", "action", "quiz_list"],
          "additionalProperties": false
        }
        """), "tutor_reply", "What XiaoYue says.");
}
