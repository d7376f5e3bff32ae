namespace Actors.Tutor;

/// <summary>What she says when no provider could: in character, the same for the same turn. Pure.</summary>
public static class Fallbacks
{
    private static readonly (string Chinese, string Pinyin, string Vietnamese)[] Warm =
    [
        ("，小月刚才走神了，你再说一遍好不好？", ", xiǎoyuè gāngcái zǒushén le, nǐ zài shuō yí biàn hǎo bu hǎo?", " ơi, Tiểu Nguyệt vừa lơ đãng mất rồi, nói lại một lần được không?"),
        ("，山里起雾了，小月没听清楚。", ", shānlǐ qǐ wù le, xiǎoyuè méi tīng qīngchu.", " ơi, trong núi sương mù dày, Tiểu Nguyệt nghe không rõ."),
        ("，等小月喝口茶，再慢慢告诉你。", ", děng xiǎoyuè hē kǒu chá, zài mànmàn gàosu nǐ.", " ơi, để Tiểu Nguyệt uống ngụm trà rồi từ từ nói nhé."),
    ];

    /// <summary>Her way out: what was shown already, or a line that fits her temper.</summary>
    public static TutorReply Of(TutorBrief brief, string shown)
    {
        var isCold = brief.SulkingLevel >= SulkingRules.Cold;
        var emotion = isCold ? TutorEmotion.Sulking : TutorEmotion.Worried;
        var gesture = isCold ? TutorGesture.TurnAway : TutorGesture.None;
        if (shown.Length > 0) return new TutorReply(shown, "", "", emotion, gesture, []) { IsFallback = true };
        if (isCold) return new TutorReply("哼，我不想说话。", "Hừ, muội không muốn nói chuyện.", "hēng, wǒ bù xiǎng shuōhuà.", emotion, gesture, []) { IsFallback = true };
        var (chinese, pinyin, vietnamese) = Warm[(int)(brief.Turn % Warm.Length)];
        var (spelt, called) = brief.UserRole == UserRoles.Brother ? ("shīxiōng", "Sư huynh") : ("shījiě", "Sư tỷ");
        return new TutorReply(brief.UserRole + chinese, called + vietnamese, spelt + pinyin, emotion, gesture, []) { IsFallback = true };
    }
}
