using Actors.Study;

namespace Actors.Tests.Study;

/// <summary>The scheduler against the vectors that the free implementations publish; each names its source.</summary>
public sealed class FsrsTests
{
    private static readonly long Start = new DateTimeOffset(2022, 11, 29, 12, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact] // py-fsrs test_review_card; ts-fsrs "ivl_history"
    public void Intervals_of_a_life_with_two_lapses() =>
        Assert.Equal([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21], History(Fsrs.Default, 3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3).Select(static step => (int)step.Wait.TotalDays));

    [Fact] // py-fsrs test_memo_state; fsrs-rs test_memory_state
    public void Memory_after_six_reviews()
    {
        var card = Run(Fsrs.Default, (1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21));
        Assert.Equal(53.62691, card.Stability, 1e-4);
        Assert.Equal(6.3574867, card.Difficulty, 1e-4);
    }

    [Fact] // ts-fsrs "memory state[long-term]", fsrs-rs
    public void Memory_after_six_reviews_without_same_day_learning()
    {
        var parameters = Fsrs.DefaultParameters.ToArray();
        parameters[17] = parameters[18] = parameters[19] = 0;
        Assert.Equal(53.335106, Run(new Fsrs(parameters), (1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)).Stability, 1e-4);
    }

    [Fact] // py-fsrs test_repeated_correct_reviews
    public void Difficulty_has_a_floor()
    {
        var card = FsrsCard.New;
        for (var n = 0; n < 10; n++) card = Fsrs.Default.Review(card, FsrsRating.Easy, Start + n);
        Assert.Equal(1.0, card.Difficulty);
        Assert.Equal(193.9328336679, card.Stability, 1e-6);
    }

    [Theory] // ts-fsrs FSRS-6.test.ts "first repeat"
    [InlineData(1, 0.212, 6.4133, FsrsState.Learning, 1)]
    [InlineData(2, 1.2931, 5.11217071, FsrsState.Learning, 5.5)]
    [InlineData(3, 2.3065, 2.11810397, FsrsState.Learning, 10)]
    [InlineData(4, 8.2956, 1, FsrsState.Review, 8 * 1440)]
    public void The_first_review(int rating, double stability, double difficulty, FsrsState state, double minutes)
    {
        var card = Fsrs.Default.Review(FsrsCard.New, (FsrsRating)rating, Start);
        Assert.Equal(stability, card.Stability, 1e-8);
        Assert.Equal(difficulty, card.Difficulty, 1e-8);
        Assert.Equal((state, minutes), (card.State, (card.DueAtMs - Start) / 60_000.0));
    }

    [Theory] // fsrs-rs model.rs test_power_forgetting_curve
    [InlineData(0, 1, 1)]
    [InlineData(1, 2, 0.9403443)]
    [InlineData(2, 3, 0.9253786)]
    [InlineData(3, 4, 0.9185229)]
    [InlineData(4, 4, 0.9)]
    [InlineData(5, 2, 0.8261359)]
    public void The_forgetting_curve(double days, double stability, double expected) => Assert.Equal(expected, Fsrs.Default.Retrievability(days, stability), 1e-4);

    [Fact] // py-fsrs test_retrievability
    public void What_was_never_reviewed_is_not_remembered() => Assert.Equal(0, Fsrs.Default.Retrievability(FsrsCard.New, Start));

    [Theory] // fsrs-rs test_next_difficulty; ts-fsrs next_difficulty
    [InlineData(1, 8.34176237)]
    [InlineData(2, 6.66599536)]
    [InlineData(3, 4.99022837)]
    [InlineData(4, 3.31446137)]
    public void Difficulty_moves_with_the_rating(int rating, double expected) => Assert.Equal(expected, Fsrs.Default.NextDifficulty(5, (FsrsRating)rating), 1e-7);

    [Theory] // fsrs-rs test_next_stability; ts-fsrs next_stability
    [InlineData(1, 1, 0.9, 25.60252118, 1.05253961, 1.596818)]
    [InlineData(2, 2, 0.8, 28.22657096, 1.18943295, 5.0)]
    [InlineData(3, 3, 0.7, 58.65599107, 1.36808387, 5.0)]
    [InlineData(4, 4, 0.6, 127.2266925, 1.58498896, 8.12960956)]
    public void Stability_moves_with_the_rating(int rating, double difficulty, double retrievability, double recalled, double forgotten, double sameDay)
    {
        Assert.Equal(recalled, Fsrs.Default.RecalledStability(difficulty, 5, retrievability, (FsrsRating)rating), 1e-6);
        Assert.Equal(forgotten, Fsrs.Default.ForgottenStability(difficulty, 5, retrievability), 1e-6);
        Assert.Equal(sameDay, Fsrs.Default.SameDayStability(5, (FsrsRating)rating), 1e-6);
    }

    [Fact] // fsrs-rs test_next_interval; ts-fsrs "next_ivl"
    public void The_interval_follows_the_wanted_retention() =>
        Assert.Equal([34793, 2508, 387, 90, 27, 9, 3, 1, 1], Enumerable.Range(2, 9).Select(static n => new Fsrs { Retention = n / 10.0, LongestDays = int.MaxValue }.IntervalDays(1)));

    [Fact] // ts-fsrs "next_ivl[max_limit]"
    public void The_interval_has_a_ceiling() => Assert.Equal(365, new Fsrs { LongestDays = 365 }.IntervalDays(737.47));

    [Fact] // py-fsrs test_good_learning_steps, test_relearning
    public void Steps_lead_up_and_back()
    {
        Assert.Equal([(FsrsState.Learning, 1), (FsrsState.Review, 0), (FsrsState.Review, 0), (FsrsState.Relearning, 0), (FsrsState.Relearning, 0), (FsrsState.Review, 0)],
            History(Fsrs.Default, 3, 3, 3, 1, 1, 3).Select(static step => (step.Card.State, step.Card.Step)));
        Assert.Equal([1.0, 1.0], History(Fsrs.Default, 1, 1).Select(static step => step.Wait.TotalMinutes));
    }

    [Fact] // py-fsrs test_no_learning_steps, test_no_relearning_steps, test_learning_card_rate_hard_one_learning_step
    public void Steps_can_be_few()
    {
        var none = new Fsrs { LearningSteps = [], RelearningSteps = [] };
        Assert.All(History(none, 1, 3, 1), static step => Assert.True(step.Card.State == FsrsState.Review && step.Wait >= TimeSpan.FromDays(1)));
        Assert.Equal(15, History(new Fsrs { LearningSteps = [TimeSpan.FromMinutes(10)] }, 2)[0].Wait.TotalMinutes);
        Assert.Equal((FsrsState.Learning, 10.0), History(Fsrs.Default, 3, 2).Select(static step => (step.Card.State, step.Wait.TotalMinutes)).Last());
    }

    [Fact] // py-fsrs test_stability_lower_bound
    public void Stability_has_a_floor()
    {
        var card = FsrsCard.New;
        for (var n = 0; n < 1000; n++)
        {
            card = Fsrs.Default.Review(card, FsrsRating.Again, Math.Max(card.DueAtMs, Start) + 86_400_000);
            Assert.True(card.Stability >= 0.001);
        }
    }

    [Fact] // py-fsrs test_custom_scheduler_args; the values by running py-fsrs 6.3.1
    public void Other_parameters_give_other_intervals()
    {
        double[] p2 = [.1456, .4186, 1.1104, 4.1315, 5.2417, 1.3098, .8975, .0010, 1.5674, .0567, .9661, 2.0275, .1592, .2446, 1.5071, .2272, 2.8755, 1.234, .56789, .1437, .2];
        Assert.Equal([0, 4, 33, 241, 1606, 3650, 0, 0, 6, 35, 190, 953, 3650],
            History(new Fsrs(p2) { Retention = 0.85, LongestDays = 3650 }, 3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3).Select(static step => (int)step.Wait.TotalDays));
        Assert.Equal([0, 8, 76, 525, 2781, 11838, 0, 0, 15, 39, 95, 211, 440],
            History(new Fsrs { Retention = 0.8 }, 3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3).Select(static step => (int)step.Wait.TotalDays));
    }

    [Fact]
    public void Too_few_parameters_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new Fsrs([1, 2, 3]));

    /// <summary>Reviews, each when the card is due.</summary>
    private static List<(FsrsCard Card, TimeSpan Wait)> History(Fsrs fsrs, params int[] ratings)
    {
        var (card, now, history) = (FsrsCard.New, Start, new List<(FsrsCard, TimeSpan)>());
        foreach (var rating in ratings)
        {
            card = fsrs.Review(card, (FsrsRating)rating, now);
            history.Add((card, TimeSpan.FromMilliseconds(card.DueAtMs - now)));
            now = card.DueAtMs;
        }
        return history;
    }

    private static FsrsCard Run(Fsrs fsrs, params (int Rating, int DaysLater)[] reviews)
    {
        var (card, now) = (FsrsCard.New, Start);
        foreach (var (rating, days) in reviews) card = fsrs.Review(card, (FsrsRating)rating, now += days * 86_400_000L);
        return card;
    }
}
