using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class ConversationTests
{
    private readonly Conversation _conversation = new();

    [Fact]
    public void The_last_twenty_turns_are_remembered()
    {
        for (var n = 1; n <= 25; n++) _conversation.Add(Turn(n));
        Assert.Equal(Enumerable.Range(6, 20).Select(static n => (long)n), _conversation.Turns.Select(static turn => turn.Turn));
        Assert.Equal(25, _conversation.Last?.Turn);
        Assert.Null(_conversation.Find(5));
        Assert.Equal(6, _conversation.Find(6)?.Turn);
    }

    [Fact]
    public void Ids_are_recognised_longer_than_turns_are_remembered()
    {
        for (var n = 1; n <= 70; n++) _conversation.Add(Turn(n));
        Assert.Null(_conversation.TurnOf("m6"));
        Assert.Equal(7, _conversation.TurnOf("m7"));
        Assert.Equal(70, _conversation.TurnOf("m70"));
    }

    [Fact]
    public void A_message_without_id_is_recognised_by_nothing()
    {
        _conversation.Add(Turn(1) with { ClientId = null });
        Assert.Null(_conversation.TurnOf(""));
    }

    [Fact]
    public void An_id_used_twice_stays_with_its_first_turn()
    {
        _conversation.Recognise("m", 1);
        _conversation.Recognise("m", 2);
        for (var n = 3; n < 3 + Conversation.RememberedIds - 1; n++) _conversation.Recognise($"m{n}", n);
        Assert.Equal(1, _conversation.TurnOf("m"));
        _conversation.Recognise("one more", 99);
        Assert.Null(_conversation.TurnOf("m"));
    }

    [Fact]
    public void Interrupted_turns_are_remembered_but_not_completed()
    {
        _conversation.Add(Turn(1));
        _conversation.Add(Turn(2) with { IsInterrupted = true });
        Assert.Equal((2, 1), (_conversation.Turns.Count, _conversation.Completed));
    }

    [Fact]
    public void Clearing_forgets_turns_and_ids()
    {
        _conversation.Add(Turn(1));
        _conversation.Clear();
        Assert.Empty(_conversation.Turns);
        Assert.Null(_conversation.Last);
        Assert.Null(_conversation.TurnOf("m1"));
    }

    private static TutorTurn Turn(long n) => new(n, n, $"m{n}", n, "你好", "", new TutorReply("好", "", "", default, default, []), 0, false, n);
}
