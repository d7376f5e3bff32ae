namespace Actors.Tutor;

/// <summary>
/// Her temper: a pure function of the level, the tone of the message, the time since the last message and the quiz answers
/// given since. No model ever sets it. The table:
/// <list type="table">
/// <item><term>a full day away</term><description>+1 each, 3 at most</description></item>
/// <item><term>a right quiz answer</term><description>-1, below <see cref="Cold"/></description></item>
/// <item><term>insult, rudeness, shouting</term><description>+3, +2, +1</description></item>
/// <item><term>apology</term><description>-3, at every level</description></item>
/// <item><term>praise</term><description>-2, below <see cref="Cold"/></description></item>
/// <item><term>thanks, any other message</term><description>-1 (pleasant time calms), below <see cref="Cold"/></description></item>
/// </list>
/// From <see cref="Cold"/> on only an apology helps.
/// </summary>
public static class SulkingRules
{
    /// <summary>The highest level.</summary>
    public const int Highest = 10;

    /// <summary>From here on she pouts.</summary>
    public const int Sulky = 4;

    /// <summary>From here on she answers curtly and turns away until an apology.</summary>
    public const int Cold = 7;

    /// <summary>How fond she is of a stranger.</summary>
    public const int FirstFavourability = 50;

    private const int MostNeglect = 3;

    /// <summary>The level after a message.</summary>
    /// <param name="level">The level before.</param>
    /// <param name="tone">How the message sounds.</param>
    /// <param name="away">Time since the last message; null for the first.</param>
    public static int AfterMessage(int level, Tone tone, TimeSpan? away)
    {
        var neglected = Clamp(level + DaysAway(away));
        return Clamp(neglected + Step(neglected, tone));
    }

    /// <summary>The level after a quiz answer.</summary>
    public static int AfterAnswer(int level, bool isRight) => isRight && level < Cold ? Clamp(level - 1) : level;

    /// <summary>Full days away that she minds, at most three.</summary>
    public static int DaysAway(TimeSpan? away) => away is { } time ? (int)Math.Clamp(Math.Floor(time.TotalDays), 0, MostNeglect) : 0;

    /// <summary>How fond she is after a message.</summary>
    public static int Favourability(int before, Tone tone, TimeSpan? away)
    {
        var step = tone switch
        {
            Tone.Insult => -4,
            Tone.Rudeness => -2,
            Tone.Shouting => -1,
            Tone.Apology or Tone.Thanks => 1,
            Tone.Praise => 2,
            _ => 0,
        };
        return Math.Clamp(before + step - DaysAway(away), 0, 100);
    }

    /// <summary>The level that a log of turns leads to: what the state must say, too.</summary>
    public static int Replay(IEnumerable<TutorTurn> log, string answersSince)
    {
        var (level, lastAt) = (0, (long?)null);
        foreach (var turn in log)
        {
            level = AfterAnswers(level, turn.Answers);
            level = AfterMessage(level, ToneRules.Of(turn.UserText), lastAt is { } at ? TimeSpan.FromMilliseconds(turn.AtMs - at) : null);
            lastAt = turn.AtMs;
        }
        return AfterAnswers(level, answersSince);
    }

    private static int AfterAnswers(int level, string answers) => answers.Aggregate(level, static (l, answer) => AfterAnswer(l, answer == 'r'));

    private static int Step(int level, Tone tone) => tone switch
    {
        Tone.Insult => 3,
        Tone.Rudeness => 2,
        Tone.Shouting => 1,
        Tone.Apology => -3,
        _ when level >= Cold => 0,
        Tone.Praise => -2,
        _ => -1,
    };

    private static int Clamp(int level) => Math.Clamp(level, 0, Highest);
}
