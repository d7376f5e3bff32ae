using Actors.Tutor;

namespace Actors.Tests.Offline;

public class QuizTests
{
    [Fact]
    public void A_quiz_has_four_different_options_and_its_answer_is_one_of_them() => Assert.All(Quizzes(3_000, []), static quiz =>
    {
        Assert.Equal(4, quiz.Options.Length);
        Assert.Equal(4, quiz.Options.Distinct().Count());
        Assert.Single(quiz.Options, quiz.Answer);
        Assert.NotEqual("", quiz.Question);
        Assert.Contains(quiz.Word, quiz.Explanation, StringComparison.Ordinal);
        Assert.NotNull(Pupil.Tutor.Lexicon.Find(quiz.Word));
    });

    [Fact]
    public void The_right_option_is_at_every_place() =>
        Assert.Equal([0, 1, 2, 3], Quizzes(500, []).Select(static quiz => quiz.Options.IndexOf(quiz.Answer)).Distinct().Order());

    [Fact]
    public void Questions_are_about_many_words_in_all_three_ways()
    {
        var quizzes = Quizzes(1_000, []).ToList();
        Assert.True(quizzes.Select(static quiz => quiz.Word).Distinct().Count() > 150);
        foreach (var way in (string[])["nghĩa là gì?", "tiếng Trung nói thế nào?", "đọc thế nào?"]) Assert.Contains(quizzes, quiz => quiz.Question.EndsWith(way, StringComparison.Ordinal));
    }

    [Fact]
    public void Missed_words_come_back() => Assert.Equal(["朋友", "茶"], Quizzes(60, ["朋友", "茶"]).Select(static quiz => quiz.Word).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_missed_word_that_she_does_not_know_is_passed_over() => Assert.All(Quizzes(20, ["鑫", "茶"]), static quiz => Assert.Equal("茶", quiz.Word));

    [Fact]
    public void Only_unknown_missed_words_bring_a_fresh_one() => Assert.All(Quizzes(20, ["鑫"]), static quiz => Assert.NotEqual("鑫", quiz.Word));

    [Fact]
    public void After_a_wrong_answer_going_on_names_the_word_and_asks_again()
    {
        var pupil = new Pupil { LastAnswer = false };
        pupil.Missed.Add("朋友");
        var reply = pupil.Say("ok");
        Assert.Contains("quiz-wrong", Pupil.MovesOf(reply));
        Assert.Equal("朋友", Assert.Single(reply.Quizzes).Word);
    }

    [Fact]
    public void A_quiz_that_went_over_the_wire_is_read_back_whole()
    {
        var reply = new Pupil().Say("quiz");
        var read = ReplyParser.Parse(string.Concat(Actors.Offline.ReplyJson.Cut(Actors.Offline.ReplyJson.Of(reply))))!;
        Assert.Equal(reply with { Quizzes = [] }, read with { Quizzes = [] });
        Assert.Equal(Assert.Single(reply.Quizzes) with { Options = [] }, Assert.Single(read.Quizzes) with { Options = [] });
        Assert.Equal(reply.Quizzes[0].Options, read.Quizzes[0].Options.AsEnumerable());
    }

    private static IEnumerable<TutorQuiz> Quizzes(int count, string[] missed) => Enumerable.Range(0, count).Select(n =>
    {
        var pupil = new Pupil { Session = $"quiz{n}" };
        pupil.Missed.AddRange(missed);
        return Assert.Single(pupil.Say("quiz").Quizzes);
    });
}
