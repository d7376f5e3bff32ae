namespace Actors.Tutor;

/// <summary>What a quiz answer changes. Pure.</summary>
internal static class QuizRules
{
    public static TutorSessionState Answered(TutorSessionState state, PosedQuiz posed, bool isRight, long nowMs) => state with
    {
        Quizzes = state.Quizzes.Replace(posed, posed with { WasCorrect = isRight }),
        MissedWords = ReplyRules.Missed(state.MissedWords, posed.Quiz.Word, isRight),
        SulkingLevel = SulkingRules.AfterAnswer(state.SulkingLevel, isRight),
        Favourability = Math.Clamp(state.Favourability + (isRight ? 1 : 0), 0, 100),
        Answers = WordRules.IsWord(posed.Quiz.Word) ? state.Answers.Add(new(state.AnswerCount + 1, posed.Quiz.Word, isRight, nowMs)) : state.Answers,
        AnswerCount = state.AnswerCount + (WordRules.IsWord(posed.Quiz.Word) ? 1 : 0),
        AnswersSinceTurn = state.AnswersSinceTurn + (isRight ? 'r' : 'w'),
    };
}
