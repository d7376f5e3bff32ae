using System.Globalization;

namespace Actors.Tutor;

/// <summary>Turns as messages, and paging by message id (<c>12u</c>, <c>12a</c>). Pure.</summary>
internal static class HistoryRules
{
    // In UTF-8 three times as many bytes at most: less than an outbox holds.
    private const int MaxCharacters = 30_000;

    /// <summary>
    /// Where a page that ends before a message ends: before which turn, and whether that turn's user message is still in it.
    /// Null for an id that is none.
    /// </summary>
    public static (long Turn, bool IncludesUser)? TurnBefore(string? id)
    {
        if (id is not { Length: >= 2 } || !long.TryParse(id.AsSpan(0, id.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var turn)) return null;
        return id[^1] switch
        {
            'u' => (turn, false),
            'a' => (turn, true),
            _ => null,
        };
    }

    /// <summary>How many messages turns have: a turn that was stopped before she said anything has one, and one that she began herself.</summary>
    public static int Messages(IReadOnlyList<TutorTurn> turns) => turns.Sum(static turn => turn.Reply.Chinese.Length == 0 || turn.IsNudge ? 1 : 2);

    /// <summary>The newest messages of the turns that lie before the end, oldest first.</summary>
    public static HistoryPage Page(IReadOnlyList<TutorTurn> turns, (long Turn, bool IncludesUser) before, int limit)
    {
        var messages = new List<HistoryMessage>(turns.Count * 2);
        foreach (var turn in turns)
        {
            if (!turn.IsNudge) messages.Add(new(Id(turn, 'u'), IsUser: true, turn.UserText, turn.AtMs));
            if (turn.Reply.Chinese.Length == 0 || (before.IncludesUser && turn.Turn == before.Turn)) continue;
            messages.Add(new(Id(turn, 'a'), IsUser: false, turn.Reply.Chinese, turn.EndedAtMs, turn.Reply));
        }
        var kept = Fitting(messages, Math.Clamp(limit, 1, HistoryQuery.MaxLimit));
        return new(messages.Count > kept ? messages.GetRange(messages.Count - kept, kept) : messages);
    }

    /// <summary>How many of the newest messages fit into a frame that a slow client can still be sent; at least one.</summary>
    private static int Fitting(List<HistoryMessage> messages, int limit)
    {
        var (kept, characters) = (0, 0);
        for (var i = messages.Count - 1; i >= 0 && kept < limit; i--, kept++)
        {
            // Latin letters take half the bytes of Chinese ones, or less.
            characters += messages[i].Content.Length + (messages[i].Reply is { } reply ? (reply.Vietnamese.Length + reply.Pinyin.Length) / 2 : 0);
            if (characters > MaxCharacters && kept > 0) break;
        }
        return kept;
    }

    private static string Id(TutorTurn turn, char side) => string.Create(CultureInfo.InvariantCulture, $"{turn.Turn}{side}");
}
