using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Tutor;

/// <summary>How she feels. The names on the wire are lower case.</summary>
[GenerateSerializer, Alias("tutor.emotion")]
[JsonConverter(typeof(JsonStringEnumConverter<TutorEmotion>))]
public enum TutorEmotion
{
    /// <summary>Calm.</summary>
    [JsonStringEnumMemberName("neutral")] Neutral,

    /// <summary>Glad.</summary>
    [JsonStringEnumMemberName("happy")] Happy,

    /// <summary>Down.</summary>
    [JsonStringEnumMemberName("sad")] Sad,

    /// <summary>Cross.</summary>
    [JsonStringEnumMemberName("angry")] Angry,

    /// <summary>Blushing.</summary>
    [JsonStringEnumMemberName("shy")] Shy,

    /// <summary>Pouting.</summary>
    [JsonStringEnumMemberName("sulking")] Sulking,

    /// <summary>Concerned.</summary>
    [JsonStringEnumMemberName("worried")] Worried,

    /// <summary>Thrilled.</summary>
    [JsonStringEnumMemberName("excited")] Excited,
}

/// <summary>What she does. The names on the wire are lower case with underscores.</summary>
[GenerateSerializer, Alias("tutor.gesture")]
[JsonConverter(typeof(JsonStringEnumConverter<TutorGesture>))]
public enum TutorGesture
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")] None,

    /// <summary>Bows with folded hands.</summary>
    [JsonStringEnumMemberName("bow")] Bow,

    /// <summary>Smiles.</summary>
    [JsonStringEnumMemberName("smile")] Smile,

    /// <summary>Turns her back.</summary>
    [JsonStringEnumMemberName("turn_away")] TurnAway,

    /// <summary>Pours tea.</summary>
    [JsonStringEnumMemberName("pour_tea")] PourTea,

    /// <summary>Draws her sword.</summary>
    [JsonStringEnumMemberName("draw_sword")] DrawSword,

    /// <summary>Gives a gift.</summary>
    [JsonStringEnumMemberName("give_gift")] GiveGift,
}

/// <summary>A question with options.</summary>
/// <param name="QuizId">Its id within the session.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">The options, one of which is right.</param>
/// <param name="Answer">The right option, word for word. Never sent to a client before it has answered.</param>
/// <param name="Explanation">Shown after the answer.</param>
/// <param name="Word">The word that is tested, if one is: it comes back when it was missed.</param>
[GenerateSerializer, Immutable, Alias("tutor.quiz")]
public sealed record TutorQuiz(
    [property: Id(0)] string QuizId,
    [property: Id(1)] string Question,
    [property: Id(2)] ImmutableArray<string> Options,
    [property: Id(3)] string Answer,
    [property: Id(4)] string Explanation,
    [property: Id(5)] string Word);

/// <summary>What she says in one turn.</summary>
/// <param name="Chinese">In Chinese.</param>
/// <param name="Vietnamese">The same in Vietnamese.</param>
/// <param name="Pinyin">The Chinese in pinyin, a syllable a character, with tone marks.</param>
/// <param name="Emotion">How she feels.</param>
/// <param name="Gesture">What she does.</param>
/// <param name="Quizzes">Questions she asks.</param>
[GenerateSerializer, Immutable, Alias("tutor.reply")]
public sealed record TutorReply(
    [property: Id(0)] string Chinese,
    [property: Id(1)] string Vietnamese,
    [property: Id(2)] string Pinyin,
    [property: Id(3)] TutorEmotion Emotion,
    [property: Id(4)] TutorGesture Gesture,
    [property: Id(5)] ImmutableArray<TutorQuiz> Quizzes)
{
    /// <summary>Whether no model gave it: a way out, marked on the wire and never shown to a model as something she has said.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFallback { get; init; }
}
