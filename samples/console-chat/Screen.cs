using System.Text.Json;

namespace Actors.Samples;

/// <summary>What the learner sees, and what a line of theirs means.</summary>
internal sealed class Screen(TextWriter output)
{
    private readonly Lock _gate = new();
    private (string Id, string[] Options)? _quiz;
    private int _sent;

    /// <summary>Shows a frame.</summary>
    public void Show(JsonElement frame)
    {
        lock (_gate)
        {
            switch (frame.GetProperty("status").GetString())
            {
                case "delta":
                    output.Write(frame.GetProperty("text").GetString());
                    break;
                case "restart":
                    output.WriteLine(" … (once more)");
                    break;
                case "success":
                    ShowReply(frame.GetProperty("data"));
                    break;
                case "interrupted":
                    output.WriteLine(" … (stopped)");
                    break;
                case "quiz_result":
                    var result = frame.GetProperty("data");
                    output.WriteLine($"{(result.GetProperty("correct").GetBoolean() ? "Right" : "Wrong")}: {result.GetProperty("explanation").GetString()}");
                    break;
                case "history":
                    foreach (var message in frame.GetProperty("data").GetProperty("messages").EnumerateArray())
                    {
                        output.WriteLine($"{(message.GetProperty("role").GetString() == "user" ? ">" : "小月")} {message.GetProperty("content").GetString()}");
                    }
                    break;
                case "error":
                    output.WriteLine($"! {frame.GetProperty("message").GetString()}");
                    break;
            }
            output.Flush();
        }
    }

    /// <summary>The frame that a line asks for; null for an empty one.</summary>
    public object? FrameFor(string line)
    {
        lock (_gate)
        {
            if (line.Length == 0) return null;
            if (line == "/stop") return new { action = "stop" };
            if (line == "/history") return new { action = "history" };
            if (line.StartsWith("/role ", StringComparison.Ordinal)) return new { action = "set_role", user_role = line[6..].Trim() };
            if (_quiz is { } quiz && int.TryParse(line, out var number) && number >= 1 && number <= quiz.Options.Length)
            {
                return new { action = "quiz_answer", quiz_id = quiz.Id, answer = quiz.Options[number - 1] };
            }
            return new { action = "chat", message = line, id = $"console-{Environment.ProcessId}-{++_sent}" };
        }
    }

    private void ShowReply(JsonElement reply)
    {
        output.WriteLine();
        output.WriteLine($"  {reply.GetProperty("pinyin").GetString()}");
        output.WriteLine($"  {reply.GetProperty("vietnamese_display").GetString()}");
        output.WriteLine($"  ({reply.GetProperty("emotion").GetString()}, sulking {reply.GetProperty("sulking_level").GetInt32()})");
        foreach (var quiz in reply.GetProperty("quiz_list").EnumerateArray())
        {
            var options = quiz.GetProperty("options").EnumerateArray().Select(static option => option.GetString()!).ToArray();
            _quiz = (quiz.GetProperty("quiz_id").GetString()!, options);
            output.WriteLine($"  ? {quiz.GetProperty("question").GetString()}");
            for (var at = 0; at < options.Length; at++) output.WriteLine($"    {at + 1}  {options[at]}");
        }
    }
}
