using Actors.Tutor;

namespace Actors.Tests.Offline;

public class QuestionTests
{
    [Theory]
    [InlineData("朋友是什么意思？", "meaning", "朋友")]
    [InlineData("朋友 là gì", "meaning", "朋友")]
    [InlineData("từ 朋友 nghĩa là gì vậy muội?", "meaning", "朋友")]
    [InlineData("Chào muội, từ 朋友 nghĩa là gì vậy muội?", "meaning", "朋友")]
    [InlineData("朋友 nghia la gi", "meaning", "朋友")]
    [InlineData("what does 朋友 mean?", "meaning", "朋友")]
    [InlineData("sorry, what does 明天 mean?", "meaning", "明天")]
    [InlineData("你好！\"朋友\"是什么意思？", "meaning", "朋友")]
    [InlineData("笨蛋是什么意思", "meaning", "笨蛋")]
    [InlineData("对不起是什么意思？", "meaning", "对不起")]
    [InlineData("水 nghĩa?", "meaning", "水")]
    [InlineData("苹果", "meaning", "苹果")]
    [InlineData("学习怎么读？", "pinyin", "学习")]
    [InlineData("谢谢的拼音", "pinyin", "谢谢")]
    [InlineData("đọc 中国 thế nào", "pinyin", "中国")]
    [InlineData("xin lỗi, cho hỏi 学校 đọc thế nào?", "pinyin", "学校")]
    [InlineData("how to pronounce 谢谢", "pinyin", "谢谢")]
    [InlineData("妈妈是第几声", "tone", "妈妈")]
    [InlineData("马 thanh mấy", "tone", "马")]
    [InlineData("what tone is 马?", "tone", "马")]
    [InlineData("用高兴造句", "example", "高兴")]
    [InlineData("cho ví dụ với từ 朋友", "example", "朋友")]
    [InlineData("cho ví dụ với từ bạn bè", "example", "朋友")]
    [InlineData("give me an example with 喜欢", "example", "喜欢")]
    [InlineData("khi nào dùng 了?", "example", "了")]
    [InlineData("how do you say teacher in Chinese?", "say", "老师")]
    [InlineData("Hello! How do you say apple?", "say", "苹果")]
    [InlineData("How do you say \"thank you\" in Chinese?", "say", "谢谢")]
    [InlineData("how do you say sorry in Chinese?", "say", "对不起")]
    [InlineData("how do you say hello in chinese", "say", "你好")]
    [InlineData("con mèo tiếng Trung là gì?", "say", "猫")]
    [InlineData("đi tiếng trung nói thế nào", "say", "去")]
    [InlineData("quả táo là gì trong tiếng trung", "say", "苹果")]
    [InlineData("quả táo là gì", "say", "苹果")]
    [InlineData("What does friend mean?", "say", "朋友")]
    public void A_question_about_a_word_is_answered_with_that_word(string message, string move, string word) => Assert.All(Pupil.Answers(message), reply =>
    {
        Assert.Contains(move, Pupil.MovesOf(reply));
        Assert.Contains(word, reply.Chinese + reply.Vietnamese, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("từ điển tiếng trung là gì")]
    [InlineData("how do you say photosynthesis in Chinese?")]
    [InlineData("“鑫”是什么意思")]
    public void A_word_that_she_does_not_know_is_admitted(string message) =>
        Assert.All(Pupil.Answers(message), static reply => Assert.Contains("beyond-word", Pupil.MovesOf(reply)));

    [Theory]
    [InlineData("quiz")]
    [InlineData("出个题考考我")]
    [InlineData("đố huynh đi")]
    [InlineData("chào muội, cho huynh một câu đố")]
    [InlineData("test me please")]
    public void A_quiz_is_given(string message) => Assert.All(Pupil.Answers(message), static reply => Assert.Single(reply.Quizzes));

    [Theory]
    [InlineData("讲个故事吧")]
    [InlineData("kể chuyện đi")]
    [InlineData("ke chuyen di")]
    [InlineData("tell me a story")]
    public void A_story_is_told(string message) => Assert.All(Pupil.Answers(message), static reply =>
    {
        Assert.Contains("story-intro", Pupil.MovesOf(reply));
        Assert.True(reply.Chinese.Length > 80);
    });

    [Theory]
    [InlineData("hội thoại ở nhà hàng", "牛肉面")]
    [InlineData("对话：点菜", "牛肉面")]
    [InlineData("来一段看病的对话", "头疼")]
    [InlineData("dialogue at the doctor", "头疼")]
    [InlineData("luyện hội thoại đi chợ", "苹果怎么卖")]
    [InlineData("hội thoại hỏi đường", "怎么走")]
    public void A_dialogue_is_on_its_topic(string message, string part) => Assert.All(Pupil.Answers(message), reply =>
    {
        Assert.Contains(part, reply.Chinese, StringComparison.Ordinal);
        Assert.Contains("\nA：", reply.Chinese, StringComparison.Ordinal);
        Assert.Contains("\nB: ", reply.Vietnamese, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("sửa câu: 我有二个苹果", "我有两个苹果")]
    [InlineData("帮我改一下：我是高兴", "我很高兴")]
    [InlineData("我是高兴，对不对？", "我很高兴")]
    [InlineData("is this right: 他跑的很快", "他跑得很快")]
    [InlineData("我去昨天学校", "我昨天去学校")]
    [InlineData("我昨天去商店买了一个书", "我昨天去商店买了一本书")]
    public void A_sentence_is_put_right(string message, string right) => Assert.All(Pupil.Answers(message), reply =>
    {
        Assert.Contains("correct-fixed", Pupil.MovesOf(reply));
        Assert.Contains($"“{right}", reply.Chinese, StringComparison.Ordinal);
    });

    [Fact]
    public void A_right_sentence_is_left_alone() => Assert.All(Pupil.Answers("我有一个苹果，对吗"), static reply => Assert.Contains("correct-ok", Pupil.MovesOf(reply)));

    [Fact]
    public void A_correction_without_a_sentence_asks_for_it() =>
        Assert.All(Pupil.Answers("sửa giúp huynh câu này"), static reply => Assert.Contains("ask-sentence", Pupil.MovesOf(reply)));

    [Theory]
    [InlineData("thêm ví dụ đi")]
    [InlineData("nghĩa là gì vậy muội")]
    [InlineData("例句")]
    public void A_question_without_a_word_asks_for_it(string message) =>
        Assert.All(Pupil.Answers(message), static reply => Assert.Contains("ask-word", Pupil.MovesOf(reply)));

    [Theory]
    [InlineData("dạy huynh một từ mới đi")]
    [InlineData("teach me something new")]
    [InlineData("我想学一个新词")]
    public void A_new_word_is_taught(string message)
    {
        Assert.All(Pupil.Answers(message), static reply => Assert.Contains("meaning", Pupil.MovesOf(reply)));
        Assert.True(Pupil.Answers(message).Select(static reply => reply.Vietnamese).Distinct().Count() > 4);
    }

    [Fact]
    public void Pinyin_is_shown_with_the_changes_that_are_written_and_noted_with_those_that_are_spoken()
    {
        var answers = Pupil.Answers("你好 đọc thế nào").ToList();
        Assert.All(answers, static reply => Assert.Contains("nǐ hǎo", reply.Vietnamese, StringComparison.Ordinal));
        Assert.All(answers, static reply => Assert.Contains("ní hǎo", reply.Vietnamese, StringComparison.Ordinal));
        Assert.All(Pupil.Answers("谢谢的拼音"), static reply => Assert.DoesNotContain("  ", reply.Vietnamese, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UserRoles.Brother, "师兄", "shī xiōng", "sư huynh")]
    [InlineData(UserRoles.Sister, "师姐", "shī jiě", "sư tỷ")]
    public void She_uses_the_role_in_all_three_forms(string role, string chinese, string pinyin, string vietnamese)
    {
        var replies = Enumerable.Range(0, 40).Select(n => new Pupil { Session = $"s{n}", Role = role }.Say("你好")).Where(reply => reply.Chinese.Contains(chinese, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(replies);
        Assert.All(replies, reply => Assert.Contains(pinyin, reply.Pinyin, StringComparison.Ordinal));
        Assert.All(replies, reply => Assert.Contains(vietnamese, reply.Vietnamese, StringComparison.Ordinal));
        Assert.All(replies, reply => Assert.DoesNotContain(role == UserRoles.Brother ? "师姐" : "师兄", reply.Chinese, StringComparison.Ordinal));
    }
}
