using System.Collections.Immutable;

namespace Actors.Tutor;

/// <summary>What she writes by herself. Pure.</summary>
internal static class Nudges
{
    private const int MostWords = 3;

    /// <summary>After three days; the days are those that have passed.</summary>
    public static TutorReply Miss(string userRole, int sulkingLevel, int days, IChineseReader reader)
    {
        var counted = days > 3 ? "好多" : "三";
        var (called, howMany) = (Called(userRole), days > 3 ? "mấy ngày nay" : "ba ngày rồi");
        return sulkingLevel >= SulkingRules.Cold
            ? Say($"哼，{userRole}{counted}天没来，我才没有等你。", $"Hừ, {howMany} {called} không đến, muội có thèm đợi đâu.", TutorEmotion.Sulking, TutorGesture.TurnAway, reader)
            : Say($"{userRole}{counted}天没来了，山上的茶都凉了。", $"{Capital(called)} {howMany} không đến, trà trên núi nguội cả rồi.", TutorEmotion.Sad, TutorGesture.PourTea, reader);
    }

    /// <summary>Words that are due.</summary>
    public static TutorReply Hint(string userRole, ImmutableArray<string> words, int count, IChineseReader reader)
    {
        var some = string.Join('、', words.Take(Math.Min(MostWords, count)));
        var rest = count > MostWords ? "……" : "。";
        return Say($"{userRole}，有{count}个词该复习了：{some}{rest}", $"{Capital(Called(userRole))} ơi, có {count} từ cần ôn lại rồi: {some}.", TutorEmotion.Worried, TutorGesture.None, reader);
    }

    private static TutorReply Say(string chinese, string vietnamese, TutorEmotion emotion, TutorGesture gesture, IChineseReader reader) =>
        new(chinese, vietnamese, reader.PinyinOf(chinese), emotion, gesture, []);

    private static string Called(string userRole) => userRole == UserRoles.Brother ? "sư huynh" : "sư tỷ";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
