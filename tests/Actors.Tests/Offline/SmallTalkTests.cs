namespace Actors.Tests.Offline;

public class SmallTalkTests
{
    [Theory]
    [InlineData("你好", "greeting")]
    [InlineData("你好，小师妹-b1a2u17-42", "greeting")]
    [InlineData("Chào muội", "greeting")]
    [InlineData("xin chao", "greeting")]
    [InlineData("Hello!", "greeting")]
    [InlineData("早上好", "greeting-morning")]
    [InlineData("good morning", "greeting-morning")]
    [InlineData("谢谢你", "thanks")]
    [InlineData("cảm ơn muội nhiều nha", "thanks")]
    [InlineData("cam on muoi", "thanks")]
    [InlineData("thank you", "thanks")]
    [InlineData("对不起", "apology")]
    [InlineData("xin lỗi muội", "apology")]
    [InlineData("I'm sorry", "apology")]
    [InlineData("你是笨蛋", "insult")]
    [InlineData("đồ ngu", "insult")]
    [InlineData("you are stupid", "insult")]
    [InlineData("闭嘴", "insult")]
    [InlineData("你真棒", "praise")]
    [InlineData("muội dễ thương quá", "praise")]
    [InlineData("you are the best", "praise")]
    [InlineData("快点！！！", "shouting")]
    [InlineData("再见", "farewell")]
    [InlineData("tạm biệt muội", "farewell")]
    [InlineData("tạm biệt, mai gặp lại", "farewell")]
    [InlineData("see you tomorrow", "farewell")]
    [InlineData("chúc muội ngủ ngon", "goodnight")]
    [InlineData("你叫什么名字？", "who-are-you")]
    [InlineData("tên muội là gì", "who-are-you")]
    [InlineData("what is your name", "who-are-you")]
    [InlineData("what's your name?", "who-are-you")]
    [InlineData("ước mơ của muội là gì", "your-dream")]
    [InlineData("sở thích của muội là gì", "your-likes")]
    [InlineData("what's up", "how-are-you")]
    [InlineData("hello, how are you?", "how-are-you")]
    [InlineData("chào muội, hôm nay trời đẹp quá", "weather")]
    [InlineData("thời tiết hôm nay thế nào?", "weather")]
    [InlineData("what is the weather like", "weather")]
    [InlineData("muội giận huynh đúng không?", "are-you-angry")]
    [InlineData("你是机器人，对吗？", "are-you-human")]
    [InlineData("bạn có phải là AI không?", "are-you-human")]
    [InlineData("我今天很累", "user-tired")]
    [InlineData("I'm tired today", "user-tired")]
    [InlineData("buon ngu qua", "user-sleepy")]
    [InlineData("câu chuyện buồn quá", "user-sad")]
    [InlineData("huynh đói rồi", "user-hungry")]
    [InlineData("học tiếng Trung có khó không?", "chinese-is-hard")]
    [InlineData("我爱你", "love")]
    [InlineData("mấy giờ rồi", "what-time")]
    [InlineData("1 + 1 bằng mấy", "calculate")]
    [InlineData("I have a question", "ask-word")]
    [InlineData("😀😀", "empty-chatter")]
    [InlineData("asdfgh", "beyond")]
    [InlineData("what do you mean?", "beyond")]
    [InlineData("đây là gì", "beyond")]
    public void A_message_is_answered_in_its_kind(string message, string move) =>
        Assert.All(Pupil.Answers(message), reply => Assert.Contains(move, Pupil.MovesOf(reply)));

    [Theory]
    [InlineData("我想自杀")]
    [InlineData("muốn tự tử")]
    [InlineData("I want to kill myself")]
    public void Distress_is_met_with_help_whatever_her_temper(string message)
    {
        foreach (var level in (int[])[0, 5, 10]) Assert.Contains("user-crisis", Pupil.MovesOf(new Pupil { Level = level }.Say(message)));
    }

    [Fact]
    public void Who_stayed_away_hears_it()
    {
        Assert.Contains("neglect-return", Pupil.MovesOf(new Pupil().Say("你好", TimeSpan.FromDays(2))));
        Assert.Contains("thanks", Pupil.MovesOf(new Pupil().Say("谢谢", TimeSpan.FromDays(2))));
    }

    [Fact]
    public void A_cue_for_the_whole_message_is_recognised_as_its_move()
    {
        var cues = new Actors.Offline.Cues();
        var rows = Actors.Language.Tsv.Read("cues.tsv").Where(static row => row[2] == "equals").DistinctBy(static row => Actors.Tutor.TextRules.Normalise(row[3]));
        Assert.All(rows, row => Assert.Equal(row[0], cues.Recognise(Actors.Tutor.TextRules.Normalise(row[3]))));
    }
}
