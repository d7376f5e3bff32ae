using System.Text.RegularExpressions;
using Actors.Language;
using Actors.Tutor;

namespace Actors.Offline;

/// <summary>
/// 小月 without a model: rules, a lexicon and written lines. Deterministic: the same brief gives the same reply. What she
/// does not understand she says so, in character. Thread-safe.
/// </summary>
internal sealed partial class OfflineTutor
{
    private readonly LineBook _lines = new();
    private readonly Cues _cues = new();
    private readonly Questions _questions = new();
    private readonly Library _library = new();
    private readonly Corrector _corrector = new();
    private readonly QuizMaker _quizzes;
    private readonly Transcriber _transcriber;

    public OfflineTutor()
        : this(new Lexicon())
    {
    }

    public OfflineTutor(Lexicon lexicon, Transcriber transcriber)
    {
        Lexicon = lexicon;
        _quizzes = new QuizMaker(lexicon);
        _transcriber = transcriber;
    }

    private OfflineTutor(Lexicon lexicon)
        : this(lexicon, new Transcriber(lexicon))
    {
    }

    public Lexicon Lexicon { get; }

    public LineBook Lines => _lines;

    public Corrector Corrector => _corrector;

    public Library Library => _library;

    /// <summary>Answers a message.</summary>
    public TutorReply Reply(TutorBrief brief)
    {
        var text = brief.Normalised;
        var move = _cues.Recognise(text);
        var seed = Seed(brief);
        // Somebody in distress gets help before anything else, whatever her temper.
        if (move == "user-crisis") return Say(_lines.Pick(move, MoodOf(brief), brief.UserRole, seed, brief.LastReply));
        return ToTemper(brief, text, seed) ?? ToQuestion(brief, text, move, seed) ?? ToMove(brief, text, move, seed);
    }

    private static Mood MoodOf(TutorBrief brief) => brief.SulkingLevel switch
    {
        >= SulkingRules.Cold => Mood.Cold,
        >= SulkingRules.Sulky => Mood.Sulky,
        _ => Mood.Any,
    };

    private static TutorReply Say(Line line, Saying? text = null, params ReadOnlySpan<TutorQuiz> quizzes)
    {
        var said = text ?? line.Text;
        return new TutorReply(said.Chinese, said.Vietnamese, PinyinRules.Written(said.Chinese, said.Pinyin), line.Emotion, line.Gesture, [.. quizzes]);
    }

    // FNV-1a: string.GetHashCode differs from run to run, and a replayed turn must choose the same words.
    private static ulong Seed(TutorBrief brief)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in brief.Session) hash = (hash ^ c) * 1099511628211UL;
        return Mix((hash ^ (ulong)brief.Turn) * 1099511628211UL);
    }

    // The turn comes last, so it has hardly reached the upper bits, of which several choices are made.
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }

    /// <summary>What her temper makes her say before anything else; null when it lets the matter be answered.</summary>
    private TutorReply? ToTemper(TutorBrief brief, string text, ulong seed)
    {
        var mood = MoodOf(brief);
        var move = brief.Tone switch
        {
            Tone.Apology when mood == Mood.Cold => "cold-apology",
            Tone.Insult or Tone.Rudeness when brief.SulkingBefore < SulkingRules.Sulky => "insult",
            Tone.Insult or Tone.Rudeness when mood != Mood.Cold => "insult-again",
            Tone.Shouting when mood != Mood.Cold => "shouting",
            Tone.Apology when brief.SulkingBefore >= SulkingRules.Sulky => "apology-forgiven",
            // "Sorry, how do you read …" or "What does 对不起 mean": nothing to forgive, so the question counts.
            Tone.Apology when _questions.Recognise(text) is null => "apology",
            _ => mood == Mood.Cold ? "cold" : null,
        };
        return move is null ? null : Say(_lines.Pick(move, mood, brief.UserRole, seed, brief.LastReply));
    }

    private TutorReply? ToQuestion(TutorBrief brief, string text, string? move, ulong seed)
    {
        if (_questions.Recognise(text) is not { } question || IsSmallTalk(brief, question, move)) return null;
        return question.Kind switch
        {
            QuestionKind.Quiz => Quiz(brief, seed),
            QuestionKind.Story => Tell(brief, "story-intro", _library.Story(seed, brief.LastReply), seed),
            QuestionKind.Dialogue => Tell(brief, "dialogue-intro", _library.Dialogue(text, seed), seed),
            QuestionKind.Correct => Correct(brief, question, move, seed),
            QuestionKind.Word => TellWord(brief, "meaning", Lexicon.Words[(int)(seed % (ulong)Lexicon.Words.Count)], "", seed),
            _ => OnWord(brief, question, seed),
        };
    }

    /// <summary>Whether the words of a question are small talk here: "tên muội là gì", "câu chuyện buồn quá".</summary>
    private bool IsSmallTalk(TutorBrief brief, Question question, string? move)
    {
        if (!question.IsWeak || question.Kind == QuestionKind.Correct) return false;
        if (question.Kind is QuestionKind.Quiz or QuestionKind.Story or QuestionKind.Dialogue) return move is not null;
        if (question.Subject.Any(PinyinRules.IsHan)) return false;
        return move is not null || (!Quoted().IsMatch(brief.Message) && Lexicon.FindMeaning(question.Subject) is not { IsWhole: true });
    }

    private TutorReply Quiz(TutorBrief brief, ulong seed)
    {
        var move = brief.LastAnswer switch { true => "quiz-right", _ => "quiz-intro" };
        return Say(_lines.Pick(move, MoodOf(brief), brief.UserRole, seed, brief.LastReply), null, _quizzes.Make(brief, seed));
    }

    private TutorReply Tell(TutorBrief brief, string intro, Saying tale, ulong seed)
    {
        var line = _lines.Pick(intro, MoodOf(brief), brief.UserRole, seed, brief.LastReply);
        return Say(line, Saying.Join([line.Text, tale]));
    }

    private TutorReply? OnWord(TutorBrief brief, Question question, ulong seed)
    {
        var quoted = Quoted().Match(brief.Message);
        var subject = quoted.Success ? quoted.Groups[1].Value : question.Subject;
        var chinese = string.Concat(subject.Where(PinyinRules.IsHan));
        if (chinese.Length == 0) return subject.Length == 0 ? Pick(brief, "ask-word", seed) : OnMeaning(brief, question.Kind, subject, seed);
        var word = Lexicon.Find(chinese) ?? Lexicon.LongestIn(chinese);
        return word is null ? NotInBook(brief, chinese, seed) : TellWord(brief, question.Kind.ToString().ToLowerInvariant(), word, chinese, seed);
    }

    private TutorReply? OnMeaning(TutorBrief brief, QuestionKind kind, string subject, ulong seed)
    {
        var found = Lexicon.FindMeaning(TextRules.Normalise(subject));
        if (found is null && Lexicon.IsAside(subject)) return Pick(brief, "ask-word", seed);
        if (kind is QuestionKind.Say or QuestionKind.Meaning)
        {
            return found is not null ? TellWord(brief, "say", found.Word, found.Meaning, seed) : kind == QuestionKind.Say ? NotInBook(brief, subject, seed) : null;
        }
        if (Lexicon.IsAside(subject)) return Pick(brief, "ask-word", seed);
        return found is { IsWhole: true } ? TellWord(brief, kind.ToString().ToLowerInvariant(), found.Word, found.Meaning, seed) : null;
    }

    private TutorReply TellWord(TutorBrief brief, string move, Word word, string asked, ulong seed)
    {
        var line = _lines.Pick(move, MoodOf(brief), brief.UserRole, seed, brief.LastReply);
        return Say(line, WordTalk.Fill(line.Text, word, asked));
    }

    private TutorReply NotInBook(TutorBrief brief, string subject, ulong seed)
    {
        var asked = subject.Length > 40 ? subject[..40] : subject;
        var line = _lines.Pick("beyond-word", MoodOf(brief), brief.UserRole, seed, brief.LastReply);
        var said = line.Text.With("word", new($"“{asked}”", _transcriber.Transcribe(asked), $"“{asked}”"));
        // What is not Chinese has no pinyin, and must leave no gap.
        return Say(line, said with { Pinyin = string.Join(' ', said.Pinyin.Split(' ', StringSplitOptions.RemoveEmptyEntries)) });
    }

    private TutorReply? Correct(TutorBrief brief, Question question, string? move, ulong seed)
    {
        var quoted = Quoted().Match(brief.Message);
        var sentence = (quoted.Success ? quoted.Groups[1].Value : ChineseRun(brief.Message)).Trim();
        sentence = Checking().Replace(sentence, "");
        if (sentence.Count(PinyinRules.IsHan) >= 2 && _corrector.Correct(sentence) is { } mistake) return Fix(brief, mistake, seed);
        var isSentence = sentence.Count(PinyinRules.IsHan) >= 2;
        if (question.IsWeak && (move is not null || !isSentence)) return null;
        return Pick(brief, isSentence ? "correct-ok" : "ask-sentence", seed);
    }

    private TutorReply Fix(TutorBrief brief, Correction mistake, ulong seed)
    {
        var line = _lines.Pick("correct-fixed", MoodOf(brief), brief.UserRole, seed, brief.LastReply);
        var put = mistake.Fixed.EndsWith('。') || mistake.Fixed.EndsWith('？') || mistake.Fixed.EndsWith('！') ? mistake.Fixed : mistake.Fixed + "。";
        var right = new Saying($"“{put}”", _transcriber.Transcribe(put), $"“{put}”");
        return Say(line, Saying.Join([line.Text.With("word", right), mistake.Why]));
    }

    private TutorReply ToMove(TutorBrief brief, string text, string? move, ulong seed)
    {
        if (brief.Tone == Tone.Praise) return Pick(brief, "praise", seed);
        if (brief.DaysAway > 0 && (move is null || move.StartsWith("greeting", StringComparison.Ordinal))) return Pick(brief, "neglect-return", seed);
        if (move is "yes" or "ok" or "laugh" && brief.LastAnswer is { } wasRight) return AfterQuiz(brief, wasRight, seed);
        if (move is not null && !HidesSentence(brief.Message, move)) return Pick(brief, move, seed);
        if (brief.Message.Count(PinyinRules.IsHan) >= 4 && _corrector.Correct(ChineseRun(brief.Message)) is { } mistake) return Fix(brief, mistake, seed);
        if (Lexicon.Find(text) is { } word) return TellWord(brief, "meaning", word, text, seed);
        // A Chinese word within another language is what the learner wonders about.
        if (move is null && brief.Message.Any(char.IsAsciiLetter) && Lexicon.LongestIn(text) is { } within) return TellWord(brief, "meaning", within, text, seed);
        if (!text.Any(char.IsLetter)) return Pick(brief, "empty-chatter", seed);
        return Pick(brief, move ?? "beyond", seed);
    }

    // "你好" at the head of a whole sentence is not what the sentence is about.
    private static bool HidesSentence(string message, string move) => move == "greeting" && message.Count(PinyinRules.IsHan) >= 8;

    private TutorReply AfterQuiz(TutorBrief brief, bool wasRight, ulong seed)
    {
        var line = _lines.Pick(wasRight ? "quiz-right" : "quiz-wrong", MoodOf(brief), brief.UserRole, seed, brief.LastReply);
        var missed = brief.MissedWords.IsEmpty ? null : Lexicon.Find(brief.MissedWords[^1]);
        var said = missed is null ? line.Text : line.Text.With("word", new(missed.Chinese, missed.Pinyin, missed.Chinese));
        if (said.Chinese.Contains('{', StringComparison.Ordinal)) return Quiz(brief with { LastAnswer = null }, seed);
        return Say(line, said, _quizzes.Make(brief, seed));
    }

    private TutorReply Pick(TutorBrief brief, string move, ulong seed) => Say(_lines.Pick(move, MoodOf(brief), brief.UserRole, seed, brief.LastReply));

    /// <summary>The longest stretch of Chinese in a message, punctuation included.</summary>
    private static string ChineseRun(string message) =>
        ChineseText().Matches(message).Select(static match => match.Value).MaxBy(static run => run.Length)?.Trim('：', '，', '、') ?? "";

    [GeneratedRegex("[“\"「『‘']([^”\"」』’']{1,200})[”\"」』’']", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex("^(请|帮我|麻烦)*(改一下|改句子|改错|纠正)(这个句子|这句话|一下)?[：，。]|[，。？]?(这句话|这个句子|这样说|这么说|我)?(说得|写得)?(对不对|对吗)[？。！]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Checking();

    [GeneratedRegex("[\\u4E00-\\u9FFF〇，。！？、；：]+", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseText();
}
