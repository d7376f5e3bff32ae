using System.Text.RegularExpressions;
using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>All her lines, by move and mood, each ready in two copies: for an elder brother and an elder sister.</summary>
internal sealed partial class LineBook
{
    private static readonly (string Role, Saying Name)[] Roles =
    [
        (UserRoles.Brother, new Saying("师兄", "shī xiōng", "sư huynh")),
        (UserRoles.Sister, new Saying("师姐", "shī jiě", "sư tỷ")),
    ];

    private readonly Dictionary<(string Move, Mood Mood, string Role), Line[]> _lines;

    public LineBook()
    {
        var lines = Tsv.Read("lines.tsv").Concat(Tsv.Read("word-lines.tsv")).Select(static row => new Line(row[0], Enum.Parse<Mood>(row[1], ignoreCase: true),
            ReplyParser.Member<TutorEmotion>(row[2]), ReplyParser.Member<TutorGesture>(row[3]), new Saying(row[4], row[5], row[6]))).ToList();
        _lines = Roles.SelectMany(role => lines.Select(line => (role.Role, Line: line with { Text = line.Text.With("role", role.Name) })))
            .GroupBy(static pair => (pair.Line.Move, pair.Line.Mood, pair.Role)).ToDictionary(static group => group.Key, static group => group.Select(static p => p.Line).ToArray());
        Moves = [.. lines.Select(static line => line.Move).Distinct()];
    }

    public IReadOnlyList<string> Moves { get; }

    /// <summary>
    /// A line of a move that fits the mood; the next better mood where the move has none. The same seed gives the same line,
    /// unless that is <paramref name="last"/>: then the following one.
    /// </summary>
    public Line Pick(string move, Mood mood, string role, ulong seed, string? last)
    {
        var lines = Of(move, mood, role);
        var at = (int)(seed % (ulong)lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[(at + i) % lines.Length];
            if (last is null || !IsSame(line.Text.Chinese, last)) return line;
        }
        // A move with a single line that was just said: say it is so, rather than say the same.
        return mood == Mood.Any ? Pick("beyond", Mood.Any, role, seed, last) : Pick(move, mood - 1, role, seed, last);
    }

    private Line[] Of(string move, Mood mood, string role)
    {
        for (; ; mood--)
        {
            if (_lines.TryGetValue((move, mood, role), out var lines)) return lines;
            if (mood == Mood.Any) throw new ArgumentException($"She has no line for the move '{move}'.");
        }
    }

    // A line with placeholders is the same whatever stands in them: its fixed parts follow each other in what was said.
    private static bool IsSame(string template, string said)
    {
        var (at, isFirst) = (0, true);
        foreach (var part in Placeholder().Split(template))
        {
            var found = said.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0 || (isFirst && found > 0)) return false;
            at = found + part.Length;
            isFirst = false;
        }
        return true;
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
