using System.Collections.Immutable;
using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>Makes quizzes from the lexicon. A word that was missed comes back first, then what is due. The same seed makes the same quiz.</summary>
internal sealed class QuizMaker(Lexicon lexicon)
{
    private const int Options = 4;
    private const int MostDue = 3;

    public TutorQuiz Make(TutorBrief brief, ulong seed)
    {
        var word = Again(brief.MissedWords, seed) ?? Again([.. brief.DueWords.Take(MostDue)], seed) ?? Fresh(brief.Favourability, seed);
        var others = Others(word, seed);
        return ((seed >> 8) % 3) switch
        {
            0 => Pose($"“{word.Chinese}” ({PinyinRules.Written(word.Chinese, word.Pinyin)}) nghĩa là gì?", word, others, static w => w.ShortGloss, seed),
            1 => Pose($"“{word.ShortGloss}” tiếng Trung nói thế nào?", word, others, static w => w.Chinese, seed),
            _ => Pose($"“{word.Chinese}” đọc thế nào?", word, others, static w => PinyinRules.Written(w.Chinese, w.Pinyin), seed),
        };
    }

    private Word? Again(ImmutableArray<string> missed, ulong seed) =>
        missed.IsEmpty ? null : lexicon.Find(missed[(int)(seed % (ulong)missed.Length)]) ?? missed.Select(lexicon.Find).FirstOrDefault(static w => w is not null);

    // The fonder she is of the learner, the longer they have practised: so harder words come.
    private Word Fresh(int favourability, ulong seed)
    {
        var highest = favourability < 55 ? 2 : favourability < 75 ? 3 : 6;
        var words = lexicon.Words.Where(word => word.Level <= highest).ToList();
        return words[(int)(seed % (ulong)words.Count)];
    }

    /// <summary>Wrong options that look right: words of the same topic, filled up from all, none with the same meaning or sound.</summary>
    private List<Word> Others(Word word, ulong seed)
    {
        var sameTopic = lexicon.ByTopic[word.Topic].ToList();
        var candidates = Rotate(sameTopic, seed).Concat(Rotate(lexicon.Words, seed * 31));
        return [.. candidates.Where(other => other.ShortGloss != word.ShortGloss && other.Pinyin != word.Pinyin && other.Chinese != word.Chinese)
            .DistinctBy(static other => other.ShortGloss).DistinctBy(static other => other.Pinyin).Take(Options - 1)];
    }

    private static TutorQuiz Pose(string question, Word word, List<Word> others, Func<Word, string> option, ulong seed)
    {
        var options = others.Select(option).ToList();
        options.Insert((int)((seed >> 16) % Options), option(word));
        var explanation = $"“{word.Chinese}” ({PinyinRules.Written(word.Chinese, word.Pinyin)}): {word.Gloss}. {word.Example.Chinese} — {word.Example.Vietnamese}";
        return new TutorQuiz("", question, [.. options], option(word), explanation, word.Chinese);
    }

    private static IEnumerable<Word> Rotate(IReadOnlyList<Word> words, ulong seed)
    {
        var start = (int)(seed % (ulong)words.Count);
        for (var i = 0; i < words.Count; i++) yield return words[(start + i) % words.Count];
    }
}
