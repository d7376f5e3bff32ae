using Actors.Language;

namespace Actors.Tests.Offline;

public class PinyinRulesTests
{
    [Theory]
    [InlineData("bù", 4)]
    [InlineData("yī", 1)]
    [InlineData("ér", 2)]
    [InlineData("nǚ", 3)]
    [InlineData("lüè", 4)]
    [InlineData("ma", 5)]
    [InlineData("r", 5)]
    [InlineData("Ān", 1)]
    [InlineData("", 5)]
    public void A_syllable_has_its_tone(string syllable, int tone) => Assert.Equal(tone, PinyinRules.ToneOf(syllable));

    [Theory]
    [InlineData("bù", 2, "bú")]
    [InlineData("nǚ", 2, "nǘ")]
    [InlineData("hǎo", 5, "hao")]
    [InlineData("xiǎo", 2, "xiáo")]
    [InlineData("ma", 3, "ma")]
    public void A_mark_is_changed_where_it_stands(string syllable, int tone, string changed) => Assert.Equal(changed, PinyinRules.WithTone(syllable, tone));

    [Theory]
    // 不: bú before a fourth tone only.
    [InlineData("不是", "bù shì", "bú shì", "bú shì")]
    [InlineData("不客气", "bù kè qi", "bú kè qi", "bú kè qi")]
    [InlineData("不吃", "bù chī", "bù chī", "bù chī")]
    [InlineData("不来", "bù lái", "bù lái", "bù lái")]
    [InlineData("不好", "bù hǎo", "bù hǎo", "bù hǎo")]
    [InlineData("我不，是你", "wǒ bù shì nǐ", "wǒ bù shì nǐ", "wǒ bù shì nǐ")]
    [InlineData("对不起", "duì bu qǐ", "duì bu qǐ", "duì bu qǐ")]
    // 一: yí before a fourth tone and 个, yì before the others, yī at an end, in numbers, dates and after 第.
    [InlineData("一个", "yī gè", "yí gè", "yí gè")]
    [InlineData("一个", "yī ge", "yí ge", "yí ge")]
    [InlineData("一样", "yī yàng", "yí yàng", "yí yàng")]
    [InlineData("一天", "yī tiān", "yì tiān", "yì tiān")]
    [InlineData("一年", "yī nián", "yì nián", "yì nián")]
    [InlineData("一点", "yī diǎn", "yì diǎn", "yì diǎn")]
    [InlineData("一百", "yī bǎi", "yì bǎi", "yì bǎi")]
    [InlineData("第一次", "dì yī cì", "dì yī cì", "dì yī cì")]
    [InlineData("十一个", "shí yī gè", "shí yī gè", "shí yī gè")]
    [InlineData("一二三", "yī èr sān", "yī èr sān", "yī èr sān")]
    [InlineData("一月一号", "yī yuè yī hào", "yī yuè yī hào", "yī yuè yī hào")]
    [InlineData("星期一见", "xīng qī yī jiàn", "xīng qī yī jiàn", "xīng qī yī jiàn")]
    [InlineData("一，二", "yī èr", "yī èr", "yī èr")]
    [InlineData("一", "yī", "yī", "yī")]
    // Third tones change in speech only, all but the last of a row, never over punctuation.
    [InlineData("你好", "nǐ hǎo", "nǐ hǎo", "ní hǎo")]
    [InlineData("我很好", "wǒ hěn hǎo", "wǒ hěn hǎo", "wó hén hǎo")]
    [InlineData("你，好", "nǐ hǎo", "nǐ hǎo", "nǐ hǎo")]
    [InlineData("美女", "měi nǚ", "měi nǚ", "méi nǚ")]
    [InlineData("好吃", "hǎo chī", "hǎo chī", "hǎo chī")]
    [InlineData("我不好", "wǒ bù hǎo", "wǒ bù hǎo", "wǒ bù hǎo")]
    public void Tones_change_by_the_textbook(string chinese, string citation, string written, string spoken)
    {
        Assert.Equal(written, PinyinRules.Written(chinese, citation));
        Assert.Equal(spoken, PinyinRules.Spoken(chinese, citation));
    }

    [Theory]
    [InlineData("不是吗", "bù shì")]
    [InlineData("不是", "bù shì ma")]
    [InlineData("不 OK 是", "bù")]
    [InlineData("", "")]
    public void Where_characters_and_syllables_differ_nothing_is_changed(string chinese, string citation)
    {
        Assert.Equal(citation, PinyinRules.Written(chinese, citation));
        Assert.Equal(citation, PinyinRules.Spoken(chinese, citation));
    }

    [Fact]
    public void What_is_no_Chinese_has_no_syllable()
    {
        var transcriber = new Transcriber(Pupil.Tutor.Lexicon);
        Assert.Equal("wǒ xǐ huan péng you", transcriber.Transcribe("我喜欢 OK，朋友！"));
        Assert.Equal("", transcriber.Transcribe("abc 123"));
        Assert.Equal("鑫", transcriber.Transcribe("鑫"));
    }
}
