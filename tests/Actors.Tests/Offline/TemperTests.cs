using Actors.Language;
using Actors.Tutor;

namespace Actors.Tests.Offline;

public class TemperTests
{
    private const int Curt = 12;

    [Theory]
    [InlineData("你好")]
    [InlineData("朋友是什么意思？")]
    [InlineData("quiz")]
    [InlineData("kể chuyện đi")]
    [InlineData("谢谢")]
    [InlineData("你真可爱")]
    [InlineData("you idiot")]
    [InlineData("asdfgh")]
    public void Cold_she_is_curt_and_turns_away(string message)
    {
        foreach (var level in (int[])[7, 8, 10])
        {
            var reply = new Pupil { Level = level }.Say(message);
            Assert.True(reply.Chinese.Count(PinyinRules.IsHan) <= Curt, reply.Chinese);
            Assert.Equal(TutorGesture.TurnAway, reply.Gesture);
            Assert.True(reply.Emotion is TutorEmotion.Sulking or TutorEmotion.Angry);
            Assert.Empty(reply.Quizzes);
        }
    }

    [Fact]
    public void She_stays_cold_until_apologies_have_warmed_her()
    {
        var pupil = new Pupil { Level = 10 };
        for (var n = 0; n < 20; n++) Assert.Contains("cold", Pupil.MovesOf(pupil.Say("今天学什么？")));
        Assert.Contains("cold-apology", Pupil.MovesOf(pupil.Say("对不起")));
        Assert.Contains("apology-forgiven", Pupil.MovesOf(pupil.Say("xin lỗi muội")));
        Assert.Contains("meaning", Pupil.MovesOf(pupil.Say("朋友是什么意思？")));
    }

    [Fact]
    public void Sulking_she_pouts_but_answers()
    {
        var reply = new Pupil { Level = 6 }.Say("朋友是什么意思？");
        Assert.Contains("péng you", reply.Vietnamese, StringComparison.Ordinal);
        Assert.Equal(TutorEmotion.Sulking, reply.Emotion);
    }

    [Fact]
    public void A_second_insult_is_an_insult_again()
    {
        var pupil = new Pupil { Level = 1 };
        Assert.Contains("insult", Pupil.MovesOf(pupil.Say("你真笨")));
        Assert.Contains("insult-again", Pupil.MovesOf(pupil.Say("闭嘴")));
        Assert.Contains("cold", Pupil.MovesOf(pupil.Say("笨蛋")));
    }

    [Fact]
    public void In_a_good_mood_an_apology_beside_a_question_does_not_hide_it()
    {
        Assert.Contains("pinyin", Pupil.MovesOf(new Pupil().Say("对不起，学校怎么读？")));
        Assert.Contains("apology-forgiven", Pupil.MovesOf(new Pupil { Level = 6 }.Say("对不起，学校怎么读？")));
    }
}
