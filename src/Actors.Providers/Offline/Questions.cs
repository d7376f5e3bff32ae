using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>What a learner can ask of a teacher.</summary>
internal enum QuestionKind
{
    /// <summary>What a word means.</summary>
    Meaning,

    /// <summary>How it is pronounced.</summary>
    Pinyin,

    /// <summary>Its tones.</summary>
    Tone,

    /// <summary>A sentence with it.</summary>
    Example,

    /// <summary>How to say something in Chinese.</summary>
    Say,

    /// <summary>A quiz.</summary>
    Quiz,

    /// <summary>A story.</summary>
    Story,

    /// <summary>A dialogue on a topic.</summary>
    Dialogue,

    /// <summary>A sentence put right.</summary>
    Correct,

    /// <summary>A word to learn.</summary>
    Word,
}

/// <summary>A question.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Subject">What it is asked about: the message without the words of the question.</param>
/// <param name="IsWeak">Whether the words are small talk as often as a question ("là gì", "đúng không").</param>
internal sealed record Question(QuestionKind Kind, string Subject, bool IsWeak);

/// <summary>Recognises questions to a teacher, in Chinese, Vietnamese and English.</summary>
internal sealed class Questions
{
    private readonly PhraseIndex<Pattern> _index = new(Tsv.Read("questions.tsv")
        .Select(static row => (TextRules.Normalise(row[3]), new Pattern(Enum.Parse<QuestionKind>(row[0], ignoreCase: true), row[1] == "weak"))));

    /// <summary>The question of a message (normalised), or null. A strong phrase decides what is asked, the longest of several.</summary>
    public Question? Recognise(string text)
    {
        if (!_index.Enumerate(text).MoveNext()) return null;
        var matches = _index.Find(text);
        var asked = matches.MaxBy(static match => (!match.Meaning.IsWeak, match.Length, match.Meaning.Kind)).Meaning;
        var left = text.ToCharArray();
        foreach (var match in matches) left.AsSpan(match.Start, match.Length).Fill(' ');
        return new(asked.Kind, new string(left).Trim(), asked.IsWeak);
    }

    private sealed record Pattern(QuestionKind Kind, bool IsWeak);
}
