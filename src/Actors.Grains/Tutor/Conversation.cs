namespace Actors.Tutor;

/// <summary>What a session remembers in memory: the last turns, and the client ids of a few more. For one activation.</summary>
internal sealed class Conversation
{
    /// <summary>How many completed turns she remembers; interrupted ones and what she wrote by herself come on top.</summary>
    public const int RememberedTurns = 20;

    /// <summary>How many turns she remembers at most, interrupted ones included.</summary>
    public const int MostTurns = 2 * RememberedTurns;

    /// <summary>How many turns back a resent message is recognised.</summary>
    public const int RememberedIds = 64;

    private readonly List<TutorTurn> _turns = [];
    private readonly Queue<(string Id, long Turn)> _order = new();
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<TutorTurn> Turns => _turns;

    public TutorTurn? Last => _turns.Count > 0 ? _turns[^1] : null;

    /// <summary>Turns whose reply was finished: what she really remembers.</summary>
    public int Completed { get; private set; }

    public void Add(TutorTurn turn)
    {
        _turns.Add(turn);
        if (IsComplete(turn)) Completed++;
        while (Completed > RememberedTurns || _turns.Count > MostTurns)
        {
            if (IsComplete(_turns[0])) Completed--;
            _turns.RemoveAt(0);
        }
        if ((turn.ClientId ?? turn.CommandId) is { } id) Recognise(id, turn.Turn);
    }

    public void Recognise(string id, long turn)
    {
        if (!_ids.TryAdd(id, turn)) return;
        _order.Enqueue((id, turn));
        if (_order.Count > RememberedIds) _ids.Remove(_order.Dequeue().Id);
    }

    public long? TurnOf(string id) => _ids.TryGetValue(id, out var turn) ? turn : null;

    public TutorTurn? Find(long turn) => _turns.Find(remembered => remembered.Turn == turn);

    private static bool IsComplete(TutorTurn turn) => !turn.IsInterrupted && !turn.IsNudge;

    public void Clear()
    {
        _turns.Clear();
        Completed = 0;
        _order.Clear();
        _ids.Clear();
    }
}
