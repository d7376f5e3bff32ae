using Actors.Language;
using Actors.Offline;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Offline;

public class LongTalkTests
{
    private static readonly string[] Cues = [.. Tsv.Read("cues.tsv").Select(static row => row[3])];
    private static readonly string[] Asked = [.. Tsv.Read("questions.tsv").Select(static row => row[3])];
    private static readonly string[] Calm = ["对不起", "xin lỗi muội", "sorry", "你好", "xyz nghĩa là gì", "how do you say qwerty in Chinese", "😀", "我有二个书", "\"鑫\"", "{word}", "a", "?"];

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void In_a_long_talk_every_reply_is_sound_and_none_is_said_twice_in_a_row(int seed)
    {
        var random = Seeds.Random(seed);
        var pupil = new Pupil { Session = $"talk{seed}" };
        for (var turn = 0; turn < 2_000; turn++)
        {
            Vary(pupil, random);
            var (last, message) = (pupil.Last, Message(random));
            var reply = pupil.Say(message, random.Next(50) == 0 ? TimeSpan.FromDays(random.Next(5)) : null);
            Assert.True(reply.Chinese != last, $"Turn {turn}: said again to '{message}': {reply.Chinese}");
            AssertSound(reply, message);
        }
    }

    [Theory]
    [InlineData("xyz nghĩa là gì")]
    [InlineData("how do you say qwerty in Chinese")]
    [InlineData("鑫是什么意思")]
    [InlineData("朋友是什么意思")]
    [InlineData("quiz")]
    [InlineData("kể chuyện đi")]
    [InlineData("hội thoại ở nhà hàng")]
    [InlineData("我有二个苹果")]
    [InlineData("你好")]
    [InlineData("muốn tự tử")]
    public void The_same_message_again_and_again_gets_another_reply_each_time(string message)
    {
        foreach (var level in (int[])[0, 6, 10])
        {
            var pupil = new Pupil();
            for (var n = 0; n < 100; n++)
            {
                pupil.Level = level;
                var last = pupil.Last;
                Assert.NotEqual(last, pupil.Say(message).Chinese);
            }
        }
    }

    [Fact]
    public void The_same_brief_gives_the_same_reply_from_any_tutor()
    {
        var other = new OfflineTutor();
        var random = Seeds.Random(7);
        for (var n = 0; n < 300; n++)
        {
            var pupil = new Pupil { Session = $"s{n}", Level = random.Next(11) };
            var brief = pupil.Brief(Message(random));
            Assert.Equal(Json(Pupil.Tutor.Reply(brief)), Json(other.Reply(brief)));
        }
    }

    private static string Json(TutorReply reply) => string.Concat(ReplyJson.Cut(ReplyJson.Of(reply)));

    private static void Vary(Pupil pupil, Random random)
    {
        if (random.Next(20) == 0) pupil.Role = random.Next(2) == 0 ? UserRoles.Brother : UserRoles.Sister;
        if (random.Next(10) == 0) pupil.LastAnswer = random.Next(2) == 0;
        if (random.Next(30) == 0) pupil.Missed.Add(Word(random).Chinese);
        if (pupil.Level >= SulkingRules.Cold && random.Next(5) == 0) pupil.Level = 0;
    }

    private static string Message(Random random) => random.Next(5) switch
    {
        0 => Asked[random.Next(Asked.Length)],
        1 => $"{Word(random).Chinese} {Asked[random.Next(Asked.Length)]}",
        2 => Calm[random.Next(Calm.Length)],
        _ => Cues[random.Next(Cues.Length)],
    };

    private static Word Word(Random random) => Pupil.Tutor.Lexicon.Words[random.Next(Pupil.Tutor.Lexicon.Words.Count)];

    private static void AssertSound(TutorReply reply, string message)
    {
        var syllables = reply.Pinyin.Split(' ');
        Assert.True(reply.Chinese.Count(PinyinRules.IsHan) == syllables.Length, $"'{message}': {reply.Chinese} / {reply.Pinyin}");
        Assert.DoesNotContain("", syllables);
        Assert.NotEmpty(reply.Vietnamese);
        Assert.DoesNotContain("  ", reply.Vietnamese, StringComparison.Ordinal);
        if (!message.Contains('{', StringComparison.Ordinal)) Assert.DoesNotContain('{', reply.Chinese + reply.Vietnamese + reply.Pinyin);
        Assert.All(reply.Quizzes, static quiz => Assert.Contains(quiz.Answer, quiz.Options));
    }
}
