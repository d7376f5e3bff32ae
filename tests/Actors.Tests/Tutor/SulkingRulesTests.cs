using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class SulkingRulesTests
{
    private static readonly Dictionary<Tone, string> Words = new()
    {
        [Tone.Neutral] = "我想学中文",
        [Tone.Insult] = "你真笨",
        [Tone.Rudeness] = "闭嘴",
        [Tone.Shouting] = "快点！！！",
        [Tone.Apology] = "对不起",
        [Tone.Praise] = "你真好",
        [Tone.Thanks] = "谢谢",
    };

    [Theory]
    [InlineData(0, Tone.Insult, 3)]
    [InlineData(0, Tone.Rudeness, 2)]
    [InlineData(0, Tone.Shouting, 1)]
    [InlineData(0, Tone.Neutral, 0)]
    [InlineData(5, Tone.Neutral, 4)]
    [InlineData(5, Tone.Thanks, 4)]
    [InlineData(5, Tone.Praise, 3)]
    [InlineData(5, Tone.Apology, 2)]
    [InlineData(1, Tone.Praise, 0)]
    [InlineData(6, Tone.Neutral, 5)]
    [InlineData(6, Tone.Praise, 4)]
    [InlineData(7, Tone.Neutral, 7)]
    [InlineData(7, Tone.Thanks, 7)]
    [InlineData(7, Tone.Praise, 7)]
    [InlineData(7, Tone.Shouting, 8)]
    [InlineData(7, Tone.Apology, 4)]
    [InlineData(9, Tone.Insult, 10)]
    [InlineData(10, Tone.Insult, 10)]
    [InlineData(10, Tone.Apology, 7)]
    [InlineData(2, Tone.Apology, 0)]
    public void A_message_moves_the_level_by_the_table(int before, Tone tone, int after) =>
        Assert.Equal(after, SulkingRules.AfterMessage(before, tone, TimeSpan.FromHours(1)));

    [Theory]
    [InlineData(0, 23, 0)]
    [InlineData(3, 24, 3)]
    [InlineData(3, 48, 4)]
    [InlineData(3, 72, 5)]
    [InlineData(3, 24 * 365, 5)]
    [InlineData(3, -100, 2)]
    [InlineData(6, 24, 7)]
    [InlineData(10, 240, 10)]
    public void A_full_day_away_adds_one_and_three_at_most(int before, int hours, int after) =>
        Assert.Equal(after, SulkingRules.AfterMessage(before, Tone.Neutral, TimeSpan.FromHours(hours)));

    [Fact]
    public void The_first_message_has_no_time_away() => Assert.Equal(0, SulkingRules.AfterMessage(0, Tone.Neutral, null));

    [Theory]
    [InlineData(0, true, 0)]
    [InlineData(6, true, 5)]
    [InlineData(7, true, 7)]
    [InlineData(10, true, 10)]
    [InlineData(6, false, 6)]
    public void A_right_answer_calms_her_below_cold(int before, bool isRight, int after) => Assert.Equal(after, SulkingRules.AfterAnswer(before, isRight));

    [Theory]
    [InlineData(50, Tone.Insult, 0, 46)]
    [InlineData(50, Tone.Rudeness, 0, 48)]
    [InlineData(50, Tone.Shouting, 0, 49)]
    [InlineData(50, Tone.Neutral, 0, 50)]
    [InlineData(50, Tone.Apology, 0, 51)]
    [InlineData(50, Tone.Thanks, 0, 51)]
    [InlineData(50, Tone.Praise, 0, 52)]
    [InlineData(50, Tone.Praise, 9, 49)]
    [InlineData(1, Tone.Insult, 5, 0)]
    [InlineData(99, Tone.Praise, 0, 100)]
    public void Fondness_moves_by_its_table(int before, Tone tone, int days, int after) =>
        Assert.Equal(after, SulkingRules.Favourability(before, tone, TimeSpan.FromDays(days)));

    [Fact]
    public void The_words_of_the_random_logs_have_their_tones() => Assert.All(Words, static pair => Assert.Equal(pair.Key, ToneRules.Of(pair.Value)));

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void Replaying_a_log_equals_living_it(int seed)
    {
        var random = Seeds.Random(seed);
        var (level, lastAt, log) = (0, (long?)null, new List<TutorTurn>());
        var now = 1_790_000_000_000L;
        for (var turn = 1; turn <= 300; turn++)
        {
            var answers = Answers(random);
            foreach (var answer in answers) level = Checked(level, SulkingRules.AfterAnswer(level, answer == 'r'));
            now += random.NextInt64((long)TimeSpan.FromDays(random.Next(8) == 0 ? 6 : 0.01).TotalMilliseconds);
            var tone = (Tone)random.Next(Words.Count);
            var away = lastAt is { } at ? TimeSpan.FromMilliseconds(now - at) : (TimeSpan?)null;
            level = Stepped(level, tone, away);
            log.Add(new TutorTurn(turn, turn, null, now, Words[tone], answers, new TutorReply("好", "", "", default, default, []), level, false, now));
            lastAt = now;
            Assert.Equal(level, SulkingRules.Replay(log, ""));
        }
        Assert.Equal(SulkingRules.AfterAnswer(SulkingRules.AfterAnswer(level, false), true), SulkingRules.Replay(log, "wr"));
    }

    private static string Answers(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(2) == 0 ? 'r' : 'w'));

    private static int Stepped(int before, Tone tone, TimeSpan? away)
    {
        var after = Checked(before, SulkingRules.AfterMessage(before, tone, away));
        if (tone is Tone.Insult or Tone.Rudeness or Tone.Shouting) Assert.True(after >= before, $"{tone} lowered {before} to {after}");
        var neglected = Math.Min(SulkingRules.Highest, before + SulkingRules.DaysAway(away));
        if (tone == Tone.Apology) Assert.True(after <= neglected, $"An apology raised {neglected} to {after}");
        if (neglected >= SulkingRules.Cold && tone is Tone.Neutral or Tone.Praise or Tone.Thanks) Assert.True(after >= Math.Min(neglected, before));
        return after;
    }

    private static int Checked(int before, int after)
    {
        Assert.True(after is >= 0 and <= SulkingRules.Highest, $"{before} became {after}");
        return after;
    }
}
