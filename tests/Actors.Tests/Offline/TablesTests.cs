using System.Globalization;
using System.Text.RegularExpressions;
using Actors.Language;
using Actors.Offline;
using Actors.Tutor;

namespace Actors.Tests.Offline;

/// <summary>Every row of her tables is sound: who adds one and slips is told which.</summary>
public partial class TablesTests
{
    private static readonly string[] Languages = ["zh", "vi", "en"];

    private static IEnumerable<string[]> Lines => Tsv.Read("lines.tsv").Concat(Tsv.Read("word-lines.tsv"));

    [Fact]
    public void She_knows_a_thousand_words_and_sixty_moves()
    {
        Assert.True(Pupil.Tutor.Lexicon.Words.Count >= 1_000);
        Assert.True(Pupil.Tutor.Lines.Moves.Count >= 60);
        Assert.True(Pupil.Tutor.Library.Stories >= 5);
        Assert.True(Pupil.Tutor.Corrector.Examples.Count >= 30);
    }

    [Theory]
    [InlineData("lines.tsv")]
    [InlineData("word-lines.tsv")]
    [InlineData("cues.tsv")]
    [InlineData("questions.tsv")]
    [InlineData("topics.tsv")]
    [InlineData("stories.tsv")]
    [InlineData("dialogues.tsv")]
    [InlineData("words-hsk1-2.tsv")]
    [InlineData("words-hsk3.tsv")]
    [InlineData("words-hsk4.tsv")]
    [InlineData("words-themes.tsv")]
    public void No_field_is_empty_or_has_stray_space(string table) => Assert.All(Tsv.Read(table), row => Assert.All(row, static field =>
    {
        Assert.NotEmpty(field);
        Assert.Equal(field.Trim(), field);
        Assert.DoesNotContain("  ", field, StringComparison.Ordinal);
        Assert.True(field.IsNormalized(), field);
    }));

    [Theory]
    [InlineData("lines.tsv")]
    [InlineData("cues.tsv")]
    [InlineData("questions.tsv")]
    [InlineData("topics.tsv")]
    public void No_row_is_there_twice(string table) => Assert.DoesNotContain(Tsv.Read(table).CountBy(static row => string.Join('\t', row)), static pair => pair.Value > 1);

    [Fact]
    public void Lines_have_a_syllable_a_character_and_the_same_placeholders_in_Chinese_and_pinyin() => Assert.All(Lines, static row =>
    {
        Assert.Equal(Placeholder().Matches(row[4]).Select(static m => m.Value), Placeholder().Matches(row[5]).Select(static m => m.Value));
        AssertSyllables(Placeholder().Replace(row[4], "，"), string.Join(' ', Placeholder().Replace(row[5], "").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    });

    [Fact]
    public void Lines_have_known_moods_emotions_and_gestures() => Assert.All(Lines, static row =>
    {
        Assert.True(Enum.TryParse<Mood>(row[1], ignoreCase: true, out _), row[1]);
        Assert.True(row[2] == "neutral" || ReplyParser.Member<TutorEmotion>(row[2]) != TutorEmotion.Neutral, row[2]);
        Assert.True(row[3] == "none" || ReplyParser.Member<TutorGesture>(row[3]) != TutorGesture.None, row[3]);
    });

    [Fact]
    public void Every_move_has_two_lines_for_a_good_mood_but_those_of_the_cold() =>
        Assert.All(Lines.GroupBy(static row => row[0]), static move => Assert.True(move.Key.StartsWith("cold", StringComparison.Ordinal)
            ? move.Count(static row => row[1] == "cold") >= 4 : move.Count(static row => row[1] == "any") >= 2, move.Key));

    [Fact]
    public void Every_cue_leads_to_a_move_that_she_has_lines_for() => Assert.All(Tsv.Read("cues.tsv"), static row =>
    {
        Assert.Contains(row[0], Pupil.Tutor.Lines.Moves);
        Assert.Contains(row[1], Languages);
        Assert.Contains(row[2], (string[])["equals", "starts", "contains"]);
        Assert.NotEmpty(TextRules.Normalise(row[3]));
    });

    [Fact]
    public void Every_question_is_of_a_known_kind() => Assert.All(Tsv.Read("questions.tsv"), static row =>
    {
        Assert.True(Enum.TryParse<QuestionKind>(row[0], ignoreCase: true, out _), row[0]);
        Assert.Contains(row[1], (string[])["strong", "weak"]);
        Assert.Contains(row[2], Languages);
    });

    [Fact]
    public void Every_topic_has_its_dialogue_and_every_dialogue_a_topic_in_three_languages()
    {
        var dialogues = Tsv.Read("dialogues.tsv").Select(static row => row[0]).Distinct().Order(StringComparer.Ordinal);
        foreach (var language in Languages)
        {
            Assert.Equal(dialogues, Tsv.Read("topics.tsv").Where(row => row[1] == language).Select(static row => row[0]).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Stories_and_dialogues_have_a_syllable_a_character_and_steps_in_order()
    {
        Assert.All(Tsv.Read("stories.tsv"), static row => AssertSyllables(row[2], row[3]));
        Assert.All(Tsv.Read("dialogues.tsv"), static row => AssertSyllables(row[3], row[4]));
        Assert.All(Tsv.Read("stories.tsv").Concat(Tsv.Read("dialogues.tsv")).GroupBy(static row => row[0]), static tale =>
            Assert.Equal(Enumerable.Range(1, tale.Count()), tale.Select(static row => int.Parse(row[1], CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Words_are_unique_and_whole() => Assert.All(Pupil.Tutor.Lexicon.Words, static word =>
    {
        AssertSyllables(word.Chinese, word.Pinyin);
        AssertSyllables(word.Example.Chinese, word.Example.Pinyin);
        Assert.True(word.Chinese.All(PinyinRules.IsHan), word.Chinese);
        Assert.InRange(word.Level, 1, 6);
        Assert.NotEmpty(word.ShortGloss);
        Assert.Contains(word.Chinese, word.Example.Chinese, StringComparison.Ordinal);
        Assert.Contains(word.Example.Chinese[^1], "。！？”…");
        Assert.Contains(word.Example.Vietnamese[^1], ".!?”…\"");
    });

    [Fact]
    public void The_pinyin_of_a_word_is_in_its_example() => Assert.All(Pupil.Tutor.Lexicon.Words, static word =>
        Assert.Contains($" {word.Pinyin} ".Replace(" ér ", " ", StringComparison.Ordinal), $" {word.Example.Pinyin} ", StringComparison.Ordinal));

    [Fact]
    public void Every_rule_of_correction_mends_its_example_and_has_nothing_against_the_right_one() => Assert.All(Pupil.Tutor.Corrector.Examples, static example =>
    {
        Assert.Equal(example.Right, Pupil.Tutor.Corrector.Correct(example.Wrong)?.Fixed);
        Assert.Null(Pupil.Tutor.Corrector.Correct(example.Right));
    });

    [Fact]
    public void The_reasons_of_corrections_have_a_syllable_a_character() => Assert.All(Tsv.Read("corrections.tsv"), static row => AssertSyllables(row[3], row[4]));

    [Fact]
    public void Her_own_sentences_are_not_corrected()
    {
        var own = Pupil.Tutor.Lexicon.Words.Select(static word => word.Example.Chinese)
            .Concat(Tsv.Read("stories.tsv").Select(static row => row[2])).Concat(Tsv.Read("dialogues.tsv").Select(static row => row[3]));
        Assert.All(own, static sentence => Assert.Null(Pupil.Tutor.Corrector.Correct(sentence)));
    }

    [Fact]
    public void A_sentence_of_any_length_is_looked_at_in_time()
    {
        Assert.Null(Pupil.Tutor.Corrector.Correct(new string('我', 100_000)));
        foreach (var c in "我一二很是去了和的比高") Pupil.Tutor.Corrector.Correct(new string(c, 200));
    }

    private static void AssertSyllables(string chinese, string pinyin)
    {
        var syllables = pinyin.Length == 0 ? [] : pinyin.Split(' ');
        Assert.True(chinese.Count(PinyinRules.IsHan) == syllables.Length, $"{chinese}: {pinyin}");
        Assert.All(syllables, syllable => Assert.True(Syllable().IsMatch(syllable), $"{chinese}: '{syllable}'"));
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    // One vowel group with at most one mark; "r" is 儿 at the end of a word.
    [GeneratedRegex("^(r|ǹg|ńg|(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]{0,2}[aeiouüāēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ][iou]?(ng|n|r)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Syllable();
}
