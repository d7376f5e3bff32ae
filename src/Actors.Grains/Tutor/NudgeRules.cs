namespace Actors.Tutor;

/// <summary>What she does when the user stays away.</summary>
public enum Nudge
{
    /// <summary>Nothing now.</summary>
    None,

    /// <summary>After a day: words that are due, if any are.</summary>
    Hint,

    /// <summary>After three days: she misses the user.</summary>
    Miss,
}

/// <summary>When she writes by herself: each step once in an absence, never after the user is back. Pure.</summary>
public static class NudgeRules
{
    private static readonly (TimeSpan After, Nudge Nudge)[] Steps = [(TimeSpan.FromDays(1), Nudge.Hint), (TimeSpan.FromDays(3), Nudge.Miss)];

    /// <summary>How long after the last message to look first.</summary>
    public static TimeSpan First => Steps[0].After;

    /// <summary>What is to be done now.</summary>
    /// <param name="away">Time since the last message.</param>
    /// <param name="sent">How many steps of this absence are done.</param>
    /// <returns>What to do, how many steps are then done, and how long after the last message the next is; null when none is left.</returns>
    public static (Nudge Nudge, int Sent, TimeSpan? Next) At(TimeSpan away, int sent)
    {
        var reached = Steps.Count(step => away >= step.After);
        var done = Math.Max(sent, reached);
        return (reached > sent ? Steps[reached - 1].Nudge : Nudge.None, done, done < Steps.Length ? Steps[done].After : null);
    }
}
