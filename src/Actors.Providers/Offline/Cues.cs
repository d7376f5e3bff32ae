using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>
/// By which words a learner's message is recognised as a dialogue move. The whole message counts more than its beginning,
/// that more than a part, and a longer part more than a shorter one.
/// </summary>
internal sealed class Cues
{
    private const string Greeting = "greeting";
    private const int LeastBesideGreeting = 3;

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
        string? move = null, beside = null;
        var (best, bestBeside) = (0, 0);
        foreach (var match in _parts.Enumerate(text))
        {
            if (match.Meaning.IsStart && match.Start != 0) continue;
            var weight = Weight(match);
            if (weight > best) (best, move) = (weight, match.Meaning.Move);
            if (match.Meaning.Move != Greeting && match.Length >= LeastBesideGreeting && weight > bestBeside) (bestBeside, beside) = (weight, match.Meaning.Move);
        }
        // Who says hello and something else wants an answer to that.
        return move == Greeting ? beside ?? move : move;
    }

    private static int Weight(PhraseMatch<Cue> match) => match.Length + (match.Meaning.IsStart ? 1000 : 0);

    private sealed record Cue(string Move, bool IsStart);
}
