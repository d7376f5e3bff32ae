using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Tutor;

/// <summary>
/// Makes a reply of a model's JSON. Model output is never trusted: what is too long is cut, what is unknown is replaced by a
/// harmless value, and quizzes whose answer is not among the options are dropped. Pure.
/// </summary>
public static class ReplyParser
{
    private const int MaxText = 4000;
    private const int MaxOption = 200;
    private const int MaxQuizzes = 3;

    /// <summary>The reply, or null when the JSON is broken or says nothing.</summary>
    public static TutorReply? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(Object(json), ModelJson.Default.ModelReply) is { } model ? Check(model) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an enum by its name on the wire; the first member when there is none such.</summary>
    public static TEnum Member<TEnum>(string? name) where TEnum : struct, Enum =>
        name is not null && name.All(static c => char.IsAsciiLetter(c) || c == '_') // no numbers, no "bow,smile"
            && Enum.TryParse<TEnum>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var member) ? member : default;

    /// <summary>Without what models like to put around an object: a fence, a word before it, a remark after it.</summary>
    private static ReadOnlySpan<char> Object(string json)
    {
        var (first, last) = (json.IndexOf('{', StringComparison.Ordinal), json.LastIndexOf('}'));
        return first >= 0 && last > first ? json.AsSpan(first..(last + 1)) : json;
    }

    private static TutorReply? Check(ModelReply model)
    {
        var chinese = Cut(model.ChineseContent, MaxText);
        if (chinese.Length == 0) return null;
        return new TutorReply(chinese, Cut(model.VietnameseDisplay, MaxText), Cut(model.Pinyin, MaxText),
            Member<TutorEmotion>(model.Emotion), Member<TutorGesture>(model.Action), Quizzes(model.QuizList));
    }

    private static ImmutableArray<TutorQuiz> Quizzes(ModelQuiz?[]? quizzes)
    {
        if (quizzes is null or { Length: 0 }) return [];
        return [.. quizzes.OfType<ModelQuiz>().Where(IsSound).Take(MaxQuizzes).Select(static quiz => new TutorQuiz("", Cut(quiz.Question, MaxText),
            [.. quiz.Options!.Select(static option => option!)], quiz.Answer!, Cut(quiz.Explanation, MaxText), Cut(quiz.Word, MaxOption)))];
    }

    private static bool IsSound(ModelQuiz quiz) => quiz is { Question.Length: > 0, Options.Length: >= 2 and <= 8, Answer.Length: > 0 }
        && quiz.Options.Contains(quiz.Answer) && Array.TrueForAll(quiz.Options, static option => option is { Length: > 0 and <= MaxOption });

    /// <summary>A text of at most <paramref name="max"/> characters, never cut through a surrogate pair; empty for null.</summary>
    internal static string Cut(string? text, int max) =>
        text is null ? "" : text.Length <= max ? text : char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];
}

/// <summary>A reply as models write it. Settable members: the reader's fastest way.</summary>
internal sealed class ModelReply
{
    public string? ChineseContent { get; set; }

    public string? VietnameseDisplay { get; set; }

    public string? Pinyin { get; set; }

    public string? Emotion { get; set; }

    public string? Action { get; set; }

    public ModelQuiz?[]? QuizList { get; set; }
}

internal sealed class ModelQuiz
{
    public string? Question { get; set; }

    public string?[]? Options { get; set; }

    public string? Answer { get; set; }

    public string? Explanation { get; set; }

    public string? Word { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 8)]
[JsonSerializable(typeof(ModelReply))]
internal sealed partial class ModelJson : JsonSerializerContext;
