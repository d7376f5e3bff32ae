using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class TextRulesTests
{
    [Theory]
    [InlineData("  你好 \n", "你好")]
    [InlineData("a\u0000b\u0007c", "abc")]
    [InlineData("a\r\nb\tc", "a\nb\tc")]
    [InlineData("a\u0085b", "ab")]
    [InlineData("\u0001 \u0002", "")]
    [InlineData("😀", "😀")]
    [InlineData("", "")]
    public void Cleaning_keeps_only_text(string typed, string cleaned) => Assert.Equal(cleaned, TextRules.Clean(typed));

    [Fact]
    public void Cleaning_drops_halves_of_characters()
    {
        Assert.Equal("好", TextRules.Clean("好\uD83D"));
        Assert.Equal("好", TextRules.Clean("\uDE00好"));
        Assert.Equal("ab😀", TextRules.Clean("a\uD83Db\uD83D\uDE00\uDE00"));
    }

    [Theory]
    [InlineData("  Don't, PLEASE!! ", "don t please")]
    [InlineData("你好，小师妹！", "你好 小师妹")]
    [InlineData("«Xin chào»", "xin chào")]
    [InlineData("a---b", "a b")]
    [InlineData("😀", "😀")]
    [InlineData("!!!", "")]
    [InlineData("", "")]
    public void Normal_form_is_lower_case_words_with_single_spaces(string text, string normal) => Assert.Equal(normal, TextRules.Normalise(text));

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void Cleaning_and_normalising_are_stable(int seed)
    {
        var random = Seeds.Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var clean = TextRules.Clean(RandomText(random));
            Assert.Equal(clean, TextRules.Clean(clean));
            Assert.True(clean.IsNormalized() || clean.Normalize().Length > 0, "a clean text is well-formed");
            var normal = TextRules.Normalise(clean);
            Assert.Equal(normal, TextRules.Normalise(normal));
            Assert.DoesNotContain("  ", normal, StringComparison.Ordinal);
        }
    }

    private static string RandomText(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0xD7F0, 0xE010) : random.Next(0x500))));
}
