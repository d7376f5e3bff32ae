using Actors.Offline.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>
/// By which words a learner's message is recognised as a dialogue move. The whole message counts more than its beginning,
/// that more than a part, and a longer part more than a shorter one.
/// </summary>
internal sealed class Cues
{
    private readonly Dictionary<string, string> _whole = [];
    private readonly PhraseIndex<Cue> _parts;

    public Cues()
    {
        var parts = new List<(string, Cue)>();
        foreach (var row in Tsv.Read("cues.tsv"))
        {
            var (move, kind, pattern) = (row[0], row[2], TextRules.Normalise(row[3]));
            if (kind == "equals") _whole.TryAdd(pattern, move);
            else parts.Add((pattern, new Cue(move, kind == "starts")));
        }
        _parts = new(parts);
    }

    /// <summary>The move, or null when nothing is recognised.</summary>
    /// <param name="text">The message, normalised.</param>
    public string? Recognise(string text)
    {
        if (_whole.TryGetValue(text, out var whole)) return whole;
        string? move = null;
        var best = 0;
        foreach (var match in _parts.Enumerate(text))
        {
            if (match.Meaning.IsStart && match.Start != 0) continue;
            var weight = match.Length + (match.Meaning.IsStart ? 1000 : 0);
            if (weight <= best) continue;
            best = weight;
            move = match.Meaning.Move;
        }
        return move;
    }

    private sealed record Cue(string Move, bool IsStart);
}
