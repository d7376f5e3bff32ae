using System.Collections;

namespace Actors.Tutor;

/// <summary>What log lines within a turn carry: whose and which it is, never what was said.</summary>
internal sealed class TurnScope(string session, long turn, string? command) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Session", session),
        1 => new("Turn", turn),
        _ => new("Command", command),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"turn {turn} of {session}";
}
