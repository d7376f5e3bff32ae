using Actors.Offline;
using Actors.Tutor;

namespace Actors.Benchmarks.Frames;

/// <summary>What a talk is made of.</summary>
internal static class Samples
{
    public const string Message = "师妹，今天天气真好，我们去山下喝茶吧？";

    public static ReadOnlySpan<byte> ChatFrame => """
        {"action":"chat","id":"b1a2u17-42","message":"师妹，今天天气真好，我们去山下喝茶吧？","user_role":"师兄"}
        """u8;

    public static TutorBrief SmallTalk { get; } = Brief(Message);

    public static TutorBrief Question { get; } = Brief("muội ơi, từ “热闹” trong tiếng Trung nghĩa là gì vậy?");

    /// <summary>A reply as a model sends it, with two quizzes.</summary>
    public static string ReplyJson { get; } = """
        {"chinese_content":"师兄，山下的茶馆今天一定很热闹，我们快走吧！","vietnamese_display":"Sư huynh, quán trà dưới núi hôm nay chắc đông vui lắm, mình đi thôi!",
        "pinyin":"shī xiōng, shān xià de chá guǎn jīn tiān yí dìng hěn rè nao, wǒ men kuài zǒu ba!","emotion":"happy","action":"pour_tea",
        "quiz_list":[{"question":"“热闹”是什么意思？","options":["đông vui","yên tĩnh","lạnh lẽo"],"answer":"đông vui","explanation":"热闹 = đông vui","word":"热闹"},
        {"question":"“茶馆”是什么意思？","options":["quán trà","nhà sách","chợ"],"answer":"quán trà","explanation":"茶馆 = quán trà","word":"茶馆"}]}
        """;

    public static TutorTurn Turn { get; } = new(7, 42, "b1a2u17-42", 1_790_000_000_000, Message, "r", ReplyParser.Parse(ReplyJson)!, 2, false, 1_790_000_002_000);

    /// <summary>The reply in pieces, as they arrive.</summary>
    public static IReadOnlyList<string> Pieces { get; } = [.. ReplyJson.Chunk(24).Select(static piece => new string(piece))];

    public static OfflineTutor Tutor { get; } = new();

    private static TutorBrief Brief(string message) => new()
    {
        Session = "sample",
        Turn = 7,
        Message = message,
        UserRole = UserRoles.Brother,
        Tone = ToneRules.Of(message),
        SulkingBefore = 2,
        SulkingLevel = SulkingRules.AfterMessage(2, ToneRules.Of(message), TimeSpan.FromMinutes(1)),
        Favourability = SulkingRules.FirstFavourability,
        DaysAway = 0,
        LastReply = "师兄好！",
        LastAnswer = null,
        MissedWords = ["天气"],
    };
}
