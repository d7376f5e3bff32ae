using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class HistoryRulesTests
{
    [Theory]
    [InlineData("12u", 12L, false)]
    [InlineData("12a", 12L, true)]
    [InlineData("0a", 0L, true)]
    public void A_message_id_names_a_place(string id, long turn, bool includesUser) => Assert.Equal((turn, includesUser), HistoryRules.TurnBefore(id));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("12")]
    [InlineData("12x")]
    [InlineData("-1u")]
    [InlineData("+1u")]
    [InlineData(" 1u")]
    [InlineData("1,0u")]
    [InlineData("99999999999999999999u")]
    public void Any_other_id_names_none(string? id) => Assert.Null(HistoryRules.TurnBefore(id));

    [Fact]
    public void A_page_holds_both_sides_oldest_first() => Assert.Equal("1u 1a 2u 2a", Ids(HistoryRules.Page([Turn(1), Turn(2)], (3, false), 10)));

    [Fact]
    public void A_turn_that_said_nothing_has_one_side() => Assert.Equal("1u 2u 2a", Ids(HistoryRules.Page([Turn(1, ""), Turn(2)], (9, false), 10)));

    [Fact]
    public void Before_an_answer_its_question_is_still_shown() => Assert.Equal("1u 1a 2u", Ids(HistoryRules.Page([Turn(1), Turn(2)], (2, true), 10)));

    [Theory]
    [InlineData(3, "1a 2u 2a")]
    [InlineData(1, "2a")]
    [InlineData(0, "2a")]
    [InlineData(-5, "2a")]
    [InlineData(int.MaxValue, "1u 1a 2u 2a")]
    public void A_limit_keeps_the_newest(int limit, string ids) => Assert.Equal(ids, Ids(HistoryRules.Page([Turn(1), Turn(2)], (3, false), limit)));

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void Paging_back_meets_every_message_once(int seed)
    {
        var random = Seeds.Random(seed);
        var turns = Enumerable.Range(1, 50).Select(n => Turn(n, random.Next(4) == 0 ? "" : "好")).ToList();
        var expected = Ids(HistoryRules.Page(turns, (long.MaxValue, false), HistoryQuery.MaxLimit));
        var (seen, before) = (new List<string>(), (Turn: 51L, IncludesUser: false));
        while (true)
        {
            var within = turns.Where(turn => turn.Turn < before.Turn || (before.IncludesUser && turn.Turn == before.Turn)).ToList();
            var page = HistoryRules.Page(within, before, random.Next(1, 8)).Messages;
            if (page.Count == 0) break;
            seen.InsertRange(0, page.Select(static message => message.Id));
            before = HistoryRules.TurnBefore(page[0].Id)!.Value;
        }
        Assert.Equal(expected, string.Join(' ', seen));
    }

    private static TutorTurn Turn(long n, string said = "好") => new(n, n, null, n, $"问{n}", "", new TutorReply(said, "", "", default, default, []), 0, false, n);

    private static string Ids(HistoryPage page) => string.Join(' ', page.Messages.Select(static message => message.Id));
}
