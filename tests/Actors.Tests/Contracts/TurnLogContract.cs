using Actors.Storage;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Contracts;

/// <summary>The log of ended turns.</summary>
public abstract class TurnLogContract : StorageContract
{
    [Fact]
    public async Task A_session_without_turns_reads_as_empty()
    {
        Assert.Empty(await ReadAsync("nobody"));
        Assert.Empty(await Program.Turns.RecentIdsAsync("nobody", 0, 10));
        await AppendAsync("nobody");
        Assert.Empty(await ReadAsync("nobody"));
    }

    [Fact]
    public async Task A_turn_comes_back_equal()
    {
        var quiz = new TutorQuiz("q", "问?", ["甲", "乙"], "甲", "因为", "问");
        var turn = new TutorTurn(1, long.MaxValue, "c-1", 1_795_000_000_123, "hi", "rw",
            new TutorReply("你好!", "Chào!", "nǐ hǎo", TutorEmotion.Shy, TutorGesture.PourTea, [quiz]), 10, true, 1_795_000_000_456);
        await AppendAsync("a", turn);
        Assert.Equivalent(turn, Assert.Single(await ReadAsync("a")), strict: true);
    }

    [Fact]
    public async Task A_turn_without_client_id_comes_back_without()
    {
        await AppendAsync("a", Turn(1) with { ClientId = null }, Turn(2));
        Assert.Equal([null, "c2"], (await ReadAsync("a")).Select(static turn => turn.ClientId));
    }

    [Fact]
    public async Task Appending_again_leaves_the_first()
    {
        await AppendAsync("a", Turn(1), Turn(2));
        await AppendAsync("a", Turn(2) with { UserText = "other" }, Turn(3));
        Assert.Equal(["text 1", "text 2", "text 3"], (await ReadAsync("a")).Select(static turn => turn.UserText));
    }

    [Fact]
    public async Task Many_appends_of_the_same_turns_at_once_are_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AppendAsync("a", [.. Numbers(1, 20).Select(Turn)])))).Soon("appends");
        Assert.Equal(Numbers(1, 20), (await ReadAsync("a")).Select(static turn => turn.Turn));
    }

    [Theory]
    [InlineData(0, long.MaxValue, 100, 1, 10)]
    [InlineData(0, long.MaxValue, 3, 8, 10)]
    [InlineData(0, 8, 3, 5, 7)]
    [InlineData(4, 8, 100, 5, 7)]
    [InlineData(4, 8, 2, 6, 7)]
    [InlineData(10, long.MaxValue, 5, 0, -1)]
    [InlineData(0, 1, 5, 0, -1)]
    [InlineData(5, 5, 5, 0, -1)]
    [InlineData(0, long.MaxValue, 0, 0, -1)]
    public async Task A_page_is_the_latest_turns_between_two_oldest_first(long after, long before, int limit, long first, long last)
    {
        await AppendAsync("a", [.. Numbers(1, 10).Reverse().Select(Turn)]);
        await AppendAsync("b", Turn(3));
        var page = await Program.Turns.ReadAsync("a", after, before, limit).Soon("page");
        Assert.Equal(Numbers(first, last), page.Select(static turn => turn.Turn));
    }

    [Fact]
    public async Task Recent_ids_are_the_latest_that_have_one_oldest_first()
    {
        await AppendAsync("a", [.. Numbers(1, 10).Select(n => Turn(n) with { ClientId = n % 2 == 0 ? $"c{n}" : null })]);
        Assert.Equal([("c6", 6), ("c8", 8), ("c10", 10)], await Program.Turns.RecentIdsAsync("a", 0, 3).Soon("ids"));
        Assert.Equal([("c10", 10)], await Program.Turns.RecentIdsAsync("a", 8, 3).Soon("ids"));
    }

    [Fact]
    public async Task Deleting_removes_the_turns_of_one_session_up_to_a_number()
    {
        await AppendAsync("a", [.. Numbers(1, 5).Select(Turn)]);
        await AppendAsync("b", Turn(1));
        await Program.Turns.DeleteAsync("a", 3).Soon("delete");
        Assert.Equal(Numbers(4, 5), (await ReadAsync("a")).Select(static turn => turn.Turn));
        Assert.Single(await ReadAsync("b"));
        await Program.Turns.DeleteAsync("a", 3).Soon("second delete");
        Assert.Equal(Numbers(4, 5), (await ReadAsync("a")).Select(static turn => turn.Turn));
    }

    [Theory]
    [InlineData("师父，您吃饭了吗？")]
    [InlineData("👩‍👩‍👧‍👦🐉 𠮷")]
    [InlineData("it's \"quoted\" \\ $1 @p ?1")]
    [InlineData("a\nb\r\nc\td\u0001")]
    [InlineData("")]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        var reply = new TutorReply(text, text, text, TutorEmotion.Happy, TutorGesture.Bow, []);
        await AppendAsync(text, Turn(1) with { ClientId = text, UserText = text, Answers = text, Reply = reply });
        var turn = Assert.Single(await ReadAsync(text));
        Assert.Equal((text, text, text, text), (turn.ClientId, turn.UserText, turn.Answers, turn.Reply.Chinese));
    }

    [Fact]
    public Task A_text_with_a_zero_character_is_kept_or_refused_never_cut() => KeepsOrRefusesAsync("before\0after");

    [Fact]
    public Task A_text_with_half_a_surrogate_pair_is_kept_or_refused_never_cut() => KeepsOrRefusesAsync(string.Concat("before", '\ud83d', "after"));

    private async Task KeepsOrRefusesAsync(string text)
    {
        try
        {
            await AppendAsync("a", Turn(1) with { UserText = text });
            var kept = Assert.Single(await ReadAsync("a")).UserText;
            Assert.Equal(text.Length, kept.Length);
            Assert.EndsWith("after", kept, StringComparison.Ordinal);
        }
        catch (StorageException)
        {
            Assert.Empty(await ReadAsync("a"));
        }
        await AppendAsync("a", Turn(2));
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var n = first; n <= last; n++) yield return n;
    }

    private static TutorTurn Turn(long number) =>
        new(number, number * 10, $"c{number}", number, $"text {number}", "", new TutorReply("好", "", "", TutorEmotion.Neutral, TutorGesture.None, []), 0, false, number);

    private Task AppendAsync(string session, params TutorTurn[] turns) => Program.Turns.AppendAsync(session, turns).Soon($"append to {session}");

    private Task<IReadOnlyList<TutorTurn>> ReadAsync(string session) => Program.Turns.ReadAsync(session, 0, long.MaxValue, 1000).Soon($"read of {session}");
}
