using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>Her stories and practice dialogues.</summary>
internal sealed class Library
{
    private readonly Saying[] _stories = [.. Tsv.Read("stories.tsv").GroupBy(static row => row[0])
        .Select(static steps => Saying.Join(steps.Select(static row => new Saying(row[2], row[3], row[4]))))];

    private readonly Dictionary<string, Saying> _dialogues = Tsv.Read("dialogues.tsv").GroupBy(static row => row[0])
        .ToDictionary(static steps => steps.Key, static steps => Saying.Join(steps.Select(Spoken)));

    private readonly PhraseIndex<string> _topics = new(Tsv.Read("topics.tsv").Select(static row => (TextRules.Normalise(row[2]), row[0])));

    /// <summary>How many stories she knows.</summary>
    public int Stories => _stories.Length;

    /// <summary>A story; the next one when that is what she told last.</summary>
    public Saying Story(ulong seed, string? last)
    {
        var at = (int)(seed % (ulong)_stories.Length);
        return last is not null && last.EndsWith(_stories[at].Chinese, StringComparison.Ordinal) ? _stories[(at + 1) % _stories.Length] : _stories[at];
    }

    /// <summary>The dialogue on the topic that a text names; any when it names none.</summary>
    public Saying Dialogue(string text, ulong seed)
    {
        var named = _topics.Find(text).OrderByDescending(static match => match.Length).Select(static match => match.Meaning).FirstOrDefault();
        return named is not null ? _dialogues[named] : _dialogues.Values.ElementAt((int)(seed % (ulong)_dialogues.Count));
    }

    private static Saying Spoken(string[] row) => new($"\n{row[2]}：{row[3]}", row[4], $"\n{row[2]}: {row[5]}");
}
