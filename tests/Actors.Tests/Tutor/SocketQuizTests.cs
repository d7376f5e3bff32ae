using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Tutor;

/// <summary>Asking for a quiz and answering it, seen from a socket.</summary>
public sealed class SocketQuizTests(InstantApp app) : IClassFixture<InstantApp>
{
    private const int ManyQuizzes = 40;

    [Fact]
    public async Task A_quiz_has_an_id_a_question_and_options_but_not_the_answer()
    {
        await using var line = await app.ConnectAsync();
        var quiz = await QuizAsync(line);
        Assert.NotEmpty(quiz.Text("question"));
        Assert.Equal(4, Options(quiz).Distinct().Count());
        Assert.False(quiz.Has("answer"));
        Assert.False(quiz.Has("explanation"));
        Assert.False(quiz.Has("word"));
    }

    [Fact]
    public async Task All_clients_see_how_a_quiz_was_answered()
    {
        await using var line = await app.ConnectAsync();
        await using var other = await app.ConnectAsync(token: line.Token);
        var quiz = await QuizAsync(line);
        var result = await AnswerAsync(line, quiz, Options(quiz)[0]);
        Assert.Equal(result.GetRawText(), (await other.NextAsync("quiz_result")).GetRawText());
        Assert.Equal(quiz.Text("quiz_id"), result.Data().Text("quiz_id"));
        Assert.Equal(result.Data().GetProperty("correct").GetBoolean(), result.Data().Text("answer") == Options(quiz)[0]);
        Assert.NotEmpty(result.Data().Text("explanation"));
        Assert.True(result.Seq() > line.Events.First(static frame => frame.Status() == "success").Seq());
    }

    [Fact]
    public async Task Wrong_answers_come_back_until_they_are_right()
    {
        await using var line = await app.ConnectAsync();
        var missed = await MissAsync(line);
        var word = Assert.Single((await line.StateAsync()).GetProperty("missed_words").EnumerateArray()).GetString()!;
        var again = await QuizAsync(line);
        var explanation = missed.Data().Text("explanation");
        Assert.Contains(word, explanation, StringComparison.Ordinal);
        // One meaning may be part of another: the explanation has the whole one.
        var right = Options(again).Where(option => explanation.Contains(option, StringComparison.Ordinal)).MaxBy(static option => option.Length)!;
        var result = await AnswerAsync(line, again, right);
        Assert.True(result.Data().GetProperty("correct").GetBoolean(), result.GetRawText());
        Assert.Equal(0, (await line.StateAsync()).GetProperty("missed_words").GetArrayLength());
    }

    [Fact]
    public async Task A_quiz_answered_twice_keeps_its_first_result()
    {
        await using var line = await app.ConnectAsync();
        var missed = await MissAsync(line);
        var state = (await line.StateAsync()).GetRawText();
        var second = await line.AskAsync(new { action = "quiz_answer", quiz_id = missed.Data().Text("quiz_id"), answer = missed.Data().Text("answer") }, "quiz_result");
        Assert.False(second.Data().GetProperty("correct").GetBoolean());
        Assert.Equal(state, (await line.StateAsync()).GetRawText());
    }

    [Fact]
    public async Task A_right_answer_calms_her()
    {
        await using var line = await app.ConnectAsync();
        for (var i = 0; i < ManyQuizzes; i++)
        {
            var quiz = await QuizAsync(line);
            await line.ChatAsync("你真讨厌");
            var before = (await line.StateAsync()).Number("sulking_level");
            var result = (await AnswerAsync(line, quiz, Options(quiz)[0])).Data();
            var isRight = result.GetProperty("correct").GetBoolean();
            Assert.Equal(isRight ? before - 1 : before, result.Number("sulking_level"));
            await line.ChatAsync("对不起");
            if (isRight) return;
        }
        Assert.Fail($"Not one of {ManyQuizzes} first options was right.");
    }

    [Fact]
    public async Task Quizzes_and_missed_words_are_kept_over_a_restart()
    {
        await using var own = await ActorsApp.StartNewAsync();
        await using var line = await own.ConnectAsync();
        var missed = await MissAsync(line);
        var state = (await line.StateAsync()).GetRawText();
        await own.RestartAsync();
        await using var again = await own.ConnectAsync(token: line.Token);
        Assert.Equal(state, (await again.StateAsync()).GetRawText());
        var second = await again.AskAsync(new { action = "quiz_answer", quiz_id = missed.Data().Text("quiz_id"), answer = missed.Data().Text("answer") }, "quiz_result");
        Assert.False(second.Data().GetProperty("correct").GetBoolean());
        Assert.True(second.Seq() > missed.Seq());
    }

    private static async Task<JsonElement> QuizAsync(TutorLine line) => Assert.Single((await line.ChatAsync("考考我")).Data().GetProperty("quiz_list").EnumerateArray());

    private static List<string> Options(JsonElement quiz) => [.. quiz.GetProperty("options").EnumerateArray().Select(static option => option.GetString()!)];

    private static Task<JsonElement> AnswerAsync(TutorLine line, JsonElement quiz, string answer) =>
        line.AskAsync(new { action = "quiz_answer", quiz_id = quiz.Text("quiz_id"), answer }, "quiz_result");

    /// <summary>The result of the first quiz that was answered wrongly.</summary>
    private static async Task<JsonElement> MissAsync(TutorLine line)
    {
        while (true)
        {
            var quiz = await QuizAsync(line);
            var result = await AnswerAsync(line, quiz, Options(quiz)[0]);
            if (!result.Data().GetProperty("correct").GetBoolean()) return result;
        }
    }
}
