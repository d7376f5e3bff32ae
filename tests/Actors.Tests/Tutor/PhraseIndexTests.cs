using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class PhraseIndexTests
{
    private static readonly PhraseIndex<int> Index = new([("ngu", 1), ("ngu quá", 2), ("笨", 3), ("笨蛋", 4), ("蛋", 5), ("笨蛋", 6), ("hsk", 7)]);

    [Theory]
    [InlineData("ngu", "1")]
    [InlineData("nguyễn", "")]
    [InlineData("lanngu", "")]
    [InlineData("ngu quá đi", "1 2")]
    [InlineData("大笨蛋啊", "3 4 6 5")]
    [InlineData("我hsk四", "7")]
    [InlineData("hsk4", "")]
    [InlineData("", "")]
    public void Latin_phrases_are_whole_words_and_Chinese_ones_are_found_anywhere(string text, string found) =>
        Assert.Equal(found, string.Join(' ', Index.Find(text).Select(static match => match.Meaning)));

    [Theory]
    [InlineData("笨蛋", 0, 2)]
    [InlineData("笨鸟", 0, 1)]
    [InlineData("好笨蛋", 1, 2)]
    [InlineData("好", 0, 0)]
    [InlineData("ngu quáx", 0, 3)]
    public void The_longest_phrase_at_a_place_is_found(string text, int start, int length) => Assert.Equal(length, Index.Longest(text, start)?.Length ?? 0);

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void Finding_equals_searching_for_each_phrase(int seed)
    {
        var random = Seeds.Random(seed);
        var phrases = Enumerable.Range(0, 40).Select(_ => Text(random, 1, 4)).Distinct().ToList();
        var index = new PhraseIndex<string>(phrases.Select(static phrase => (phrase, phrase)));
        for (var i = 0; i < 100; i++)
        {
            var text = Text(random, 0, 40);
            var expected = Enumerable.Range(0, text.Length).SelectMany(start => phrases.Where(phrase => string.CompareOrdinal(text, start, phrase, 0, phrase.Length) == 0)
                .Select(phrase => (start, phrase))).OrderBy(static hit => hit.start).ThenBy(static hit => hit.phrase.Length);
            Assert.Equal(expected, index.Find(text).Select(static match => (match.Start, match.Meaning)));
        }
    }

    private static string Text(Random random, int least, int most) => string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => "你我他好"[random.Next(4)]));
}
