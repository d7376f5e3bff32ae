using System.Text.Json;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class ReplyParserTests
{
    [Fact]
    public void A_whole_reply_is_read()
    {
        var reply = Parse("""
            {"chinese_content":"你好","vietnamese_display":"Chào","pinyin":"nǐ hǎo","emotion":"happy","action":"pour_tea","extra":1,
             "quiz_list":[{"question":"?","options":["a","b"],"answer":"b","explanation":"vì","word":"好"}]}
            """);
        Assert.Equal(("你好", "Chào", "nǐ hǎo", TutorEmotion.Happy, TutorGesture.PourTea), (reply.Chinese, reply.Vietnamese, reply.Pinyin, reply.Emotion, reply.Gesture));
        var quiz = Assert.Single(reply.Quizzes);
        Assert.Equal(("", "?", "b", "vì", "好"), (quiz.QuizId, quiz.Question, quiz.Answer, quiz.Explanation, quiz.Word));
        Assert.Equal(["a", "b"], quiz.Options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"你好\"")]
    [InlineData("{}")]
    [InlineData("{\"chinese_content\":\"\"}")]
    [InlineData("{\"chinese_content\":null}")]
    [InlineData("{\"chinese_content\":5}")]
    [InlineData("{\"chinese_content\":{\"a\":\"b\"}}")]
    [InlineData("{\"chinese_content\":\"你好\"")]
    [InlineData("{\"chinese_content\":\"你好\",}")]
    [InlineData("{\"chinese_content\":\"你好\",\"quiz_list\":\"none\"}")]
    [InlineData("{\"chinese_content\":\"\\ud83d\"}")]
    [InlineData("{'chinese_content':'你好'}")]
    [InlineData("I am sorry, I cannot answer in JSON.")]
    [InlineData("Sure {\"chinese_content\":\"你好\"} and {\"chinese_content\":\"你好\"}")]
    public void What_is_no_reply_is_refused(string json) => Assert.Null(ReplyParser.Parse(json));

    [Theory]
    [InlineData("{\"chinese_content\":\"你好\"} trailing")]
    [InlineData("```json\n{\"chinese_content\":\"你好\"}\n```")]
    [InlineData("Of course: {\"chinese_content\":\"你好\"}")]
    public void What_stands_around_a_reply_is_left_out(string json) => Assert.Equal("你好", Parse(json).Chinese);

    [Theory]
    [InlineData(null, TutorGesture.None)]
    [InlineData("", TutorGesture.None)]
    [InlineData("fly", TutorGesture.None)]
    [InlineData("3", TutorGesture.None)]
    [InlineData("-1", TutorGesture.None)]
    [InlineData("+3", TutorGesture.None)]
    [InlineData("bow,smile", TutorGesture.None)]
    [InlineData("Turn_Away", TutorGesture.TurnAway)]
    [InlineData("GIVE_GIFT", TutorGesture.GiveGift)]
    [InlineData("draw_sword", TutorGesture.DrawSword)]
    public void Unknown_names_become_the_harmless_one(string? name, TutorGesture gesture) => Assert.Equal(gesture, ReplyParser.Member<TutorGesture>(name));

    [Fact]
    public void Every_wire_name_is_known()
    {
        Assert.All(Enum.GetValues<TutorEmotion>(), static emotion => Assert.Equal(emotion, ReplyParser.Member<TutorEmotion>(JsonSerializer.Serialize(emotion).Trim('"'))));
        Assert.All(Enum.GetValues<TutorGesture>(), static gesture => Assert.Equal(gesture, ReplyParser.Member<TutorGesture>(JsonSerializer.Serialize(gesture).Trim('"'))));
    }

    [Fact]
    public void Huge_texts_are_cut_between_characters()
    {
        var reply = Parse(JsonSerializer.Serialize(new { chinese_content = "好" + string.Concat(Enumerable.Repeat("😀", 50_000)), pinyin = new string('a', 100_000) }));
        Assert.Equal(3999, reply.Chinese.Length);
        Assert.False(char.IsHighSurrogate(reply.Chinese[^1]));
        Assert.Equal(4000, reply.Pinyin.Length);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Null(ReplyParser.Parse("{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + ",\"chinese_content\":\"好\"}"));

    [Theory]
    [InlineData("""{"question":"?","options":["a","b"],"answer":"c"}""")]
    [InlineData("""{"question":"","options":["a","b"],"answer":"a"}""")]
    [InlineData("""{"options":["a","b"],"answer":"a"}""")]
    [InlineData("""{"question":"?","options":["a"],"answer":"a"}""")]
    [InlineData("""{"question":"?","options":["a",null],"answer":"a"}""")]
    [InlineData("""{"question":"?","options":["a",""],"answer":"a"}""")]
    [InlineData("""{"question":"?","options":["1","2","3","4","5","6","7","8","9"],"answer":"1"}""")]
    [InlineData("""{"question":"?","options":["a","b"]}""")]
    [InlineData("""{"question":"?","answer":"a"}""")]
    [InlineData("null")]
    public void An_unsound_quiz_is_dropped(string quiz) => Assert.Empty(Parse($$"""{"chinese_content":"好","quiz_list":[{{quiz}}]}""").Quizzes);

    [Fact]
    public void Quizzes_are_three_at_most()
    {
        var quizzes = string.Join(',', Enumerable.Range(0, 50).Select(static n => $$"""{"question":"{{n}}","options":["a","b"],"answer":"a"}"""));
        Assert.Equal(["0", "1", "2"], Parse($$"""{"chinese_content":"好","quiz_list":[{{quizzes}}]}""").Quizzes.Select(static quiz => quiz.Question));
    }

    private static TutorReply Parse(string json)
    {
        var reply = ReplyParser.Parse(json);
        Assert.NotNull(reply);
        return reply;
    }
}
