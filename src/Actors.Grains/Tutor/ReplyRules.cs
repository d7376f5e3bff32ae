using System.Collections.Immutable;
using System.Globalization;

namespace Actors.Tutor;

/// <summary>What her temper makes of a reply, whoever wrote it. Pure.</summary>
public static class ReplyRules
{
    /// <summary>How many quizzes stay open.</summary>
    public const int MaxQuizzes = 6;

    /// <summary>How many missed words are remembered.</summary>
    public const int MaxMissed = 20;

    /// <summary>Cold, she shows no other face, asks nothing and turns away; and quizzes get their ids.</summary>
    public static TutorReply Shape(TutorReply reply, int sulkingLevel, long turn)
    {
        if (sulkingLevel >= SulkingRules.Cold) return reply with { Emotion = Face(reply.Emotion, sulkingLevel), Gesture = TutorGesture.TurnAway, Quizzes = [] };
        var number = 0;
        return reply.Quizzes.IsEmpty ? reply : reply with
        {
            Quizzes = [.. reply.Quizzes.Select(quiz => quiz with { QuizId = string.Create(CultureInfo.InvariantCulture, $"q{turn}-{++number}") })],
        };
    }

    /// <summary>The face that goes with an emotion at a level of sulking.</summary>
    public static TutorEmotion Face(TutorEmotion emotion, int sulkingLevel) =>
        sulkingLevel < SulkingRules.Cold || emotion is TutorEmotion.Angry or TutorEmotion.Sad ? emotion : TutorEmotion.Sulking;

    /// <summary>The open quizzes after she asked more.</summary>
    public static ImmutableArray<PosedQuiz> Pose(ImmutableArray<PosedQuiz> posed, ImmutableArray<TutorQuiz> more) =>
        more.IsEmpty ? posed : [.. posed.Concat(more.Select(static quiz => new PosedQuiz(quiz, null))).TakeLast(MaxQuizzes)];

    /// <summary>The words to bring back after an answer.</summary>
    public static ImmutableArray<string> Missed(ImmutableArray<string> missed, string word, bool isRight)
    {
        if (word.Length == 0) return missed;
        var without = missed.Remove(word);
        return isRight ? without : [.. without.Append(word).TakeLast(MaxMissed)];
    }
}
