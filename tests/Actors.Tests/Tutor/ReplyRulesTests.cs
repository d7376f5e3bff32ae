using System.Collections.Immutable;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class ReplyRulesTests
{
    private static readonly TutorQuiz Quiz = new("", "?", ["a", "b"], "a", "", "好");

    [Theory]
    [InlineData(7, TutorEmotion.Happy, TutorEmotion.Sulking)]
    [InlineData(10, TutorEmotion.Neutral, TutorEmotion.Sulking)]
    [InlineData(8, TutorEmotion.Angry, TutorEmotion.Angry)]
    [InlineData(9, TutorEmotion.Sad, TutorEmotion.Sad)]
    public void Cold_she_turns_away_and_asks_nothing(int level, TutorEmotion asked, TutorEmotion shown)
    {
        var reply = ReplyRules.Shape(Reply(asked), level, 5);
        Assert.Equal((shown, TutorGesture.TurnAway, 0), (reply.Emotion, reply.Gesture, reply.Quizzes.Length));
    }

    [Fact]
    public void Below_cold_quizzes_get_ids_of_their_turn()
    {
        var reply = ReplyRules.Shape(Reply(TutorEmotion.Happy), 6, 12);
        Assert.Equal((TutorEmotion.Happy, TutorGesture.Smile), (reply.Emotion, reply.Gesture));
        Assert.Equal(["q12-1", "q12-2"], reply.Quizzes.Select(static quiz => quiz.QuizId));
    }

    [Fact]
    public void The_latest_quizzes_stay_open()
    {
        ImmutableArray<PosedQuiz> posed = [];
        for (var n = 0; n < 10; n++) posed = ReplyRules.Pose(posed, [Quiz with { QuizId = $"q{n}" }]);
        Assert.Equal(["q4", "q5", "q6", "q7", "q8", "q9"], posed.Select(static open => open.Quiz.QuizId));
        Assert.All(posed, static open => Assert.Null(open.WasCorrect));
        Assert.Equal(posed, ReplyRules.Pose(posed, []));
    }

    [Fact]
    public void A_missed_word_is_remembered_once_and_until_it_is_known()
    {
        ImmutableArray<string> missed = ["书", "茶"];
        Assert.Equal(["茶", "书"], ReplyRules.Missed(missed, "书", isRight: false));
        Assert.Equal(["茶"], ReplyRules.Missed(missed, "书", isRight: true));
        Assert.Equal(["书", "茶", "剑"], ReplyRules.Missed(missed, "剑", isRight: false));
        Assert.Equal(missed, ReplyRules.Missed(missed, "", isRight: false));
    }

    [Fact]
    public void The_oldest_missed_word_goes_when_there_are_too_many()
    {
        ImmutableArray<string> missed = [];
        for (var n = 0; n <= ReplyRules.MaxMissed; n++) missed = ReplyRules.Missed(missed, $"w{n}", isRight: false);
        Assert.Equal(ReplyRules.MaxMissed, missed.Length);
        Assert.Equal(("w1", "w20"), (missed[0], missed[^1]));
    }

    [Theory]
    [InlineData(true, "wr", 4, 51)]
    [InlineData(false, "ww", 5, 50)]
    public void An_answer_is_kept_with_all_that_it_changes(bool isRight, string answers, int level, int fondness)
    {
        var posed = new PosedQuiz(Quiz with { QuizId = "q1-1" }, null);
        var state = new TutorSessionState { SulkingLevel = 5, AnswersSinceTurn = "w", Quizzes = [posed], MissedWords = ["好"] };
        var after = QuizRules.Answered(state, posed, isRight, nowMs: 5);
        Assert.Equal((answers, level, fondness), (after.AnswersSinceTurn, after.SulkingLevel, after.Favourability));
        Assert.Equal(isRight, Assert.Single(after.Quizzes).WasCorrect);
        Assert.Equal(isRight ? 0 : 1, after.MissedWords.Length);
        Assert.Equal([new WordAnswer(1, posed.Quiz.Word, isRight, 5)], after.Answers);
        Assert.Equal(1, after.AnswerCount);
    }

    private static TutorReply Reply(TutorEmotion emotion) => new("好", "Được", "hǎo", emotion, TutorGesture.Smile, [Quiz, Quiz]);
}
