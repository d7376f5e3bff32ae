using System.Text.Json;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Tutor;

public class ReplyReaderTests
{
    public static TheoryData<string> Replies =>
    [
        """{"chinese_content":"你好！","pinyin":"nǐ hǎo"}""",
        """{"pinyin":"nǐ hǎo","chinese_content":"你好！"}""",
        """{"quiz_list":[{"chinese_content":"不是这个","options":["a","chinese_content"]}],"chinese_content":"这个"}""",
        """{"thought":{"chinese_content":"不是","x":{"chinese_content":["不"]}},"chinese_content":"是","after":{"chinese_content":"也不是"}}""",
        """{"chinese_content":"他说：\"你好\"\\\/\n\t\r\b\f。","action":"bow"}""",
        """{"chinese_content":"\u4f60\u597D\uD83D\uDE00。"}""",
        """{"chinese_content":"😀\ud83d\ude00😀"}""",
        """{"emotion":"chinese_content","chinese_content":"{\"chinese_content\":\"x\"}"}""",
        """{"chinese\u005fcontent":"键也有转义"}""",
        """  { "a" : [ 1 , 2.5e3 , true , null , { } , [ ] ] , "chinese_content" : "有空白" , "b" : "," } """,
        """{"chinese_content":"","vietnamese_display":"không"}""",
        """{"chinese_contents":"不是","chinese_content ":"不是","Chinese_Content":"不是"}""",
    ];

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_cut_anywhere_shows_the_same_text(string json)
    {
        var expected = Parsed(json);
        for (var cut = 0; cut <= json.Length; cut++) Assert.Equal(expected, Shown([json[..cut], json[cut..]], json));
        Assert.Equal(expected, Shown(json.Select(static c => c.ToString()), json));
    }

    [Theory]
    [MemberData(nameof(Seeds.Ten), MemberType = typeof(Seeds))]
    public void Random_replies_in_random_pieces_show_the_same_text(int seed)
    {
        var random = Seeds.Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var json = Escaped(random, JsonSerializer.Serialize(Members(random, depth: 0)));
            Assert.Equal(Parsed(json), Shown(Pieces(random, json), json));
        }
    }

    [Fact]
    public void Text_is_shown_as_soon_as_it_is_there()
    {
        var reader = new ReplyReader();
        Assert.Equal("你", reader.Read("{\"chinese_content\":\"你"));
        Assert.Equal("", reader.Read("\\u59"));
        Assert.Equal("好", reader.Read("7d"));
        Assert.Equal("", reader.Read("\\uD83D"));
        Assert.Equal("😀。", reader.Read("\\uDE00。\""));
    }

    [Fact]
    public void A_member_of_another_kind_shows_nothing() =>
        Assert.Equal("", Shown(["""{"chinese_content":{"a":"x"},"b":["y"],"chinese_content":["z"]}"""]));

    private static string Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("chinese_content", out var text) ? text.GetString()! : "";
    }

    private static string Shown(IEnumerable<string> pieces, string? whole = null)
    {
        var reader = new ReplyReader();
        var shown = string.Concat(pieces.Select(piece =>
        {
            var part = reader.Read(piece);
            Assert.False(part.Length > 0 && char.IsHighSurrogate(part[^1]), "half a character was shown");
            return part;
        }));
        if (whole is not null) Assert.Equal(whole, reader.Json);
        return shown;
    }

    private static IEnumerable<string> Pieces(Random random, string json)
    {
        for (var at = 0; at < json.Length;)
        {
            var length = Math.Min(random.Next(0, 9), json.Length - at);
            yield return json.Substring(at, length);
            at += length;
        }
    }

    private static Dictionary<string, object?> Members(Random random, int depth)
    {
        string[] names = ["chinese_content", "pinyin", "quiz_list", "emotion", "😀", "a\"b"];
        random.Shuffle(names);
        return names.Take(random.Next(1, names.Length + 1)).ToDictionary(static name => name, name => (object?)(depth == 0 && name == "chinese_content" ? Text(random) : Value(random, depth)));
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 2 ? 3 : 5) switch
    {
        0 => Text(random),
        1 => random.Next(),
        2 => null,
        3 => Members(random, depth + 1),
        _ => new[] { Value(random, depth + 1), Text(random), "chinese_content" },
    };

    private static string Text(Random random)
    {
        string[] parts = ["你", "好", "，", "\"", "\\", "\n", "😀", "{", "}", "[", ",", ":", "chinese_content", "/", "é", "\u0001"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
    }

    // The serializer escapes all that is not ASCII; models do not. Put some of it back.
    private static string Escaped(Random random, string json) => random.Next(2) == 0 ? json
        : json.Replace("\\u4F60", "你", StringComparison.Ordinal).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal).Replace("\\u0022", "\\\"", StringComparison.Ordinal);
}
