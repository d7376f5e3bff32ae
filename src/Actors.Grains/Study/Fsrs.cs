namespace Actors.Study;

/// <summary>
/// FSRS-6, the free spaced repetition scheduler (https://github.com/open-spaced-repetition): when something learnt shall come
/// back, from how it was remembered so far. Formulas, defaults and steps are those of py-fsrs 6.3; same-day reviews never
/// lower stability from Hard upwards, as in fsrs-rs, ts-fsrs and py-fsrs since 6.3.2. No fuzz: the same answers give the same
/// schedule. Immutable; thread-safe.
/// </summary>
public sealed class Fsrs
{
    private const double LeastStability = 0.001;
    private const long DayMs = 86_400_000;

    /// <summary>The default parameters w0 to w20.</summary>
    public static readonly IReadOnlyList<double> DefaultParameters =
    [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ];

    /// <summary>With all defaults.</summary>
    public static readonly Fsrs Default = new();

    private readonly double[] _w;
    private readonly double _decay, _factor;

    /// <summary>A scheduler; parameters must be 21.</summary>
    public Fsrs(IReadOnlyList<double>? parameters = null)
    {
        _w = [.. parameters ?? DefaultParameters];
        ArgumentOutOfRangeException.ThrowIfNotEqual(_w.Length, DefaultParameters.Count, nameof(parameters));
        _decay = -_w[20];
        _factor = Math.Pow(0.9, 1 / _decay) - 1;
    }

    /// <summary>The share that shall be remembered when a card is due.</summary>
    public double Retention { get; init; } = 0.9;

    /// <summary>The longest interval, days.</summary>
    public int LongestDays { get; init; } = 36_500;

    /// <summary>The steps of a new card.</summary>
    public IReadOnlyList<TimeSpan> LearningSteps { get; init; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    /// <summary>The steps of a forgotten card.</summary>
    public IReadOnlyList<TimeSpan> RelearningSteps { get; init; } = [TimeSpan.FromMinutes(10)];

    /// <summary>The chance that it is remembered now, 0 to 1; 0 when it was never reviewed.</summary>
    public double Retrievability(FsrsCard card, long nowMs) =>
        card.ReviewedAtMs == 0 ? 0 : Retrievability(Math.Max(0, Days(card, nowMs)), card.Stability);

    /// <summary>The card after a review.</summary>
    public FsrsCard Review(FsrsCard card, FsrsRating rating, long nowMs)
    {
        var (stability, difficulty) = Remember(card, rating, nowMs);
        var (state, step, wait) = Advance(card, rating, stability);
        return new FsrsCard(state, step, stability, difficulty, nowMs + (long)wait.TotalMilliseconds, nowMs);
    }

    internal double Retrievability(double days, double stability) => Math.Pow(1 + (_factor * days / stability), _decay);

    internal int IntervalDays(double stability) =>
        (int)Math.Clamp(Math.Round(stability / _factor * (Math.Pow(Retention, 1 / _decay) - 1)), 1, LongestDays);

    internal double NextDifficulty(double difficulty, FsrsRating rating)
    {
        var changed = difficulty + ((10 - difficulty) * -_w[6] * ((int)rating - 3) / 9);
        return Math.Clamp((_w[7] * FirstDifficulty(FsrsRating.Easy)) + ((1 - _w[7]) * changed), 1, 10);
    }

    internal double SameDayStability(double stability, FsrsRating rating)
    {
        var increase = Math.Exp(_w[17] * ((int)rating - 3 + _w[18])) * Math.Pow(stability, -_w[19]);
        return Math.Max(LeastStability, stability * (rating >= FsrsRating.Hard ? Math.Max(increase, 1) : increase));
    }

    internal double ForgottenStability(double difficulty, double stability, double retrievability) => Math.Max(LeastStability, Math.Min(
        _w[11] * Math.Pow(difficulty, -_w[12]) * (Math.Pow(stability + 1, _w[13]) - 1) * Math.Exp(_w[14] * (1 - retrievability)), stability / Math.Exp(_w[17] * _w[18])));

    internal double RecalledStability(double difficulty, double stability, double retrievability, FsrsRating rating) => Math.Max(LeastStability, stability * (1
        + (Math.Exp(_w[8]) * (11 - difficulty) * Math.Pow(stability, -_w[9]) * (Math.Exp(_w[10] * (1 - retrievability)) - 1)
            * (rating == FsrsRating.Hard ? _w[15] : 1) * (rating == FsrsRating.Easy ? _w[16] : 1))));

    private static double Days(FsrsCard card, long nowMs) => Math.Floor((nowMs - card.ReviewedAtMs) / (double)DayMs);

    private double FirstDifficulty(FsrsRating rating) => _w[4] - Math.Exp(_w[5] * ((int)rating - 1)) + 1;

    private (double Stability, double Difficulty) Remember(FsrsCard card, FsrsRating rating, long nowMs)
    {
        if (card.ReviewedAtMs == 0) return (Math.Max(LeastStability, _w[(int)rating - 1]), Math.Clamp(FirstDifficulty(rating), 1, 10));
        var days = Days(card, nowMs);
        var stability = days < 1 ? SameDayStability(card.Stability, rating)
            : rating == FsrsRating.Again ? ForgottenStability(card.Difficulty, card.Stability, Retrievability(days, card.Stability))
            : RecalledStability(card.Difficulty, card.Stability, Retrievability(days, card.Stability), rating);
        return (stability, NextDifficulty(card.Difficulty, rating));
    }

    private (FsrsState State, int Step, TimeSpan Wait) Advance(FsrsCard card, FsrsRating rating, double stability)
    {
        var graduated = (FsrsState.Review, 0, TimeSpan.FromDays(IntervalDays(stability)));
        if (card.State == FsrsState.Review) return rating == FsrsRating.Again && RelearningSteps.Count > 0 ? (FsrsState.Relearning, 0, RelearningSteps[0]) : graduated;
        var steps = card.State == FsrsState.Learning ? LearningSteps : RelearningSteps;
        if (steps.Count == 0 || (card.Step >= steps.Count && rating != FsrsRating.Again)) return graduated;
        return rating switch
        {
            FsrsRating.Again => (card.State, 0, steps[0]),
            FsrsRating.Hard => (card.State, card.Step, HardWait(steps, card.Step)),
            FsrsRating.Good when card.Step + 1 < steps.Count => (card.State, card.Step + 1, steps[card.Step + 1]),
            _ => graduated,
        };
    }

    private static TimeSpan HardWait(IReadOnlyList<TimeSpan> steps, int step) =>
        step > 0 ? steps[step] : steps.Count == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2;
}
