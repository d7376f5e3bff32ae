using Actors.Language;
using Actors.Speech;
using Actors.Speech.Espeak;
using Actors.Tests.Harness;
using Actors.Tests.Offline;

namespace Actors.Tests.Speech;

/// <summary>What becomes of a text before it is spoken.</summary>
public sealed class SpeechTextTests
{
    private static readonly Transcriber Transcriber = new(Pupil.Tutor.Lexicon);

    [Theory]
    [InlineData("师兄好！", "师兄好！")]
    [InlineData("**师兄**，`好`！# 学习", "师兄，好！ 学习")]
    [InlineData("好😀的👩‍👩‍👧❤️～", "好的")]
    [InlineData("（低头）师兄……", "师兄……")]
    [InlineData("*转身* 哼！(không nhìn)【不理你】", " 哼！")]
    [InlineData("看{\"emotion\":\"happy\",\"a\":1}这里", "看这里")]
    [InlineData("<b>好</b><br/>吗", "好吗")]
    [InlineData("去 https://example.com/a?b=c。好", "去 。好")]
    [InlineData("[这里](http://x.y)有茶", "这里有茶")]
    [InlineData("```json\n{}\n```完了", "完了")]
    [InlineData("3 < 5 = 8", "3  5 = 8")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("", "")]
    public void What_cannot_be_spoken_is_left_out(string text, string spoken)
    {
        var clean = CleanText.Of(text);
        Assert.Equal(spoken, clean.Text);
        Assert.Equal(clean.Text, string.Concat(clean.Origins.Select(at => text[at])));
    }

    [Fact]
    public void Cleaning_takes_no_time_whatever_the_text()
    {
        foreach (var piece in (string[])["(", "（", "{\"", "<a", "*x", "```", "https://", "[](", "😀"]) Assert.NotNull(CleanText.Of(string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length))));
    }

    [Theory]
    [InlineData("好。吃了吗？走！", "好。|吃了吗？|走！")]
    [InlineData("他说：“好。”我走了", "他说：“好。”|我走了")]
    [InlineData("真的？！太好了……我", "真的？！|太好了……|我")]
    [InlineData("Hello there. I am 3.5 years", "Hello there.| I am 3.5 years")]
    [InlineData("一\n二", "一\n|二")]
    [InlineData("没有", "没有")]
    [InlineData("", "")]
    public void A_text_is_cut_into_sentences_that_are_the_whole(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Sentences.Of(text).Select(static sentence => sentence.Text)));
        foreach (var (start, sentence) in Sentences.Of(text)) Assert.Equal(sentence, text.Substring(start, sentence.Length));
    }

    [Fact]
    public void Sentences_are_the_same_however_the_text_arrives()
    {
        var random = Seeds.Random(71);
        string[] parts = ["好", "。", "！", "”", "…", "吃饭", "，", "\n", ". ", "a", "？", "）"];
        for (var n = 0; n < 300; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => parts[random.Next(parts.Length)]));
            var cutter = new Sentences();
            List<(int, string)> grown = [];
            for (var at = 0; at < text.Length;)
            {
                var length = Math.Min(random.Next(1, 5), text.Length - at);
                grown.AddRange(cutter.Add(text.Substring(at, length)));
                at += length;
                Assert.Equal(at, cutter.Taken);
            }
            if (cutter.Finish() is { } last) grown.Add(last);
            Assert.Equal(text, string.Concat(grown.Select(static sentence => sentence.Item2)));
            if (!text.Contains('.', StringComparison.Ordinal)) Assert.Equal(Sentences.Of(text), grown);
        }
    }

    [Theory]
    [InlineData("你好", "zh:你好")]
    [InlineData("“hello”就是你好。", "en:“hello”|zh:就是你好。")]
    [InlineData("Xin chào，师兄", "vi:Xin chào，|zh:师兄")]
    [InlineData("مرحبا hello", "ar:مرحبا |en:hello")]
    [InlineData("3个", "zh:3个")]
    [InlineData("。。", "zh:。。")]
    public void Each_piece_is_spoken_in_its_language(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SpeechRuns.Of(text).Select(static run => $"{run.Language}:{run.Text}")));

    [Theory]
    [InlineData("0", "零")]
    [InlineData("7", "七")]
    [InlineData("10", "十")]
    [InlineData("15", "十五")]
    [InlineData("20", "二十")]
    [InlineData("105", "一百零五")]
    [InlineData("110", "一百一十")]
    [InlineData("1000", "一千")]
    [InlineData("1005", "一千零五")]
    [InlineData("2030", "二千零三十")]
    [InlineData("10000", "一万")]
    [InlineData("12345", "一万二千三百四十五")]
    [InlineData("10010", "一万零一十")]
    [InlineData("100000", "十万")]
    [InlineData("100000001", "一亿零一")]
    [InlineData("007", "零零七")]
    [InlineData("1234567890123", "一二三四五六七八九零一二三")]
    public void Numbers_are_read_as_amounts(string digits, string expected) => Assert.Equal(expected, ChineseNumber.Read(digits));

    [Fact]
    public void Years_are_read_digit_by_digit() => Assert.Equal("二零二六", ChineseNumber.Read("2026", isYear: true));

    [Theory]
    [InlineData("师兄，你好！", "shi1xiong1 , ni2hao3 ! ")]
    [InlineData("我去银行。", "wo3 qu4 yin2hang2 . ")]
    [InlineData("不是女人", "bu2shi4 nv3ren2 ")]
    [InlineData("有一点儿", "you3 yi4 dianr3 ")]
    [InlineData("3个朋友", "san1 ge4 peng2you5 ")]
    public void Chinese_is_given_to_the_engine_as_pinyin(string chinese, string expected)
    {
        var (line, places) = PinyinLine.Of(chinese, Transcriber);
        Assert.Equal(expected, line);
        foreach (var (at, (start, length)) in places)
        {
            Assert.InRange(start + length, 1, chinese.Length);
            Assert.True(char.IsLetter(line[at]));
        }
    }
}
