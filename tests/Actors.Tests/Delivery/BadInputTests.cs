using System.Net.WebSockets;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>What a client can send that is wrong: it is told so, and its session goes on.</summary>
public sealed class BadInputTests(InstantApp app) : IClassFixture<InstantApp>
{
    public static TheoryData<string> NoJsonObjects => new(
        "", " ", "hello", "{", "}", "[]", "[{\"action\":\"ping\"}]", "5", "null", "\"ping\"", "{'action':'ping'}", "{\"action\":\"ping\",}",
        "{\"action\":\"ping\"} {\"action\":\"ping\"}", "{\"action\":\"ping\"}x", "{/* ping */\"action\":\"ping\"}", "{\"action\":ping}", "{\"action\"}",
        "{\"action\":\"chat\",\"message\":\"\\ud800\"}", "{\"action\":\"chat\",\"message\":\"a\nb\"}", "\ufeff{\"action\":\"ping\"}",
        "{\"action\":\"ping\",\"a\":" + new string('[', 1000) + new string(']', 1000) + "}");

    public static TheoryData<string, string> Refused => new()
    {
        { "{}", "UNKNOWN_ACTION" },
        { "{\"action\":null}", "UNKNOWN_ACTION" },
        { "{\"action\":\"PING\"}", "UNKNOWN_ACTION" },
        { "{\"Action\":\"ping\"}", "UNKNOWN_ACTION" },
        { "{\"action\":[\"ping\"]}", "UNKNOWN_ACTION" },
        { "{\"action\":{\"a\":1}}", "UNKNOWN_ACTION" },
        { "{\"action\":\"chat\",\"message\":[1,2]}", "VALIDATION_FAILED" },
        { "{\"action\":\"chat\",\"message\":\"你好\",\"id\":7}", "VALIDATION_FAILED" },
        { "{\"action\":\"chat\",\"message\":\"你好\",\"user_role\":true}", "VALIDATION_FAILED" },
        { "{\"action\":\"history\",\"limit\":1.5}", "VALIDATION_FAILED" },
        { "{\"action\":\"history\",\"limit\":99999999999999999999}", "VALIDATION_FAILED" },
        { "{\"action\":\"history\",\"before\":5}", "VALIDATION_FAILED" },
        { "{\"action\":\"resume\",\"after\":\"1\"}", "VALIDATION_FAILED" },
        { "{\"action\":\"quiz_answer\",\"quiz_id\":\"\",\"answer\":\"a\"}", "VALIDATION_FAILED" },
        { "{\"action\":\"set_role\"}", "INVALID_ROLE" },
        { "{\"action\":\"set_role\",\"user_role\":\"师\"}", "INVALID_ROLE" },
    };

    [Theory]
    [MemberData(nameof(NoJsonObjects))]
    public async Task What_is_no_JSON_object_is_invalid(string frame)
    {
        await using var line = await app.ConnectAsync();
        await line.SendTextAsync(frame);
        Assert.Equal("INVALID_JSON", (await line.NextAsync()).ErrorCode());
        await line.ChatAsync("你好");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_asks_for_nothing_sound_is_refused(string frame, string code)
    {
        await using var line = await app.ConnectAsync();
        await line.SendTextAsync(frame);
        var error = await line.NextAsync();
        Assert.Equal(code, error.ErrorCode());
        Assert.NotEmpty(error.Text("message"));
        await line.ChatAsync("你好");
        Assert.Equal(2, (await line.HistoryAsync()).Count);
    }

    [Fact]
    public async Task An_id_may_have_128_characters_and_no_more()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好", new string('x', 128));
        await line.SayAsync("你好", new string('x', 129));
        Assert.Equal("VALIDATION_FAILED", (await line.NextAsync("error")).ErrorCode());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    public async Task A_binary_frame_is_refused(int length)
    {
        await using var line = await app.ConnectAsync();
        await line.SendBytesAsync(new byte[length], WebSocketMessageType.Binary);
        Assert.Equal("BINARY_NOT_SUPPORTED", (await line.NextAsync()).ErrorCode());
        await line.ChatAsync("你好");
    }

    [Fact]
    public async Task A_frame_may_have_64_KiB()
    {
        await using var line = await app.ConnectAsync();
        await line.SendTextAsync(Padded(64 * 1024));
        Assert.Equal("pong", (await line.NextAsync()).Status());
    }

    [Theory]
    [InlineData((64 * 1024) + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_larger_frame_is_closed_with_1009_and_a_new_socket_goes_on(int length)
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        var sending = line.SendTextAsync(Padded(length));
        Assert.Equal(1009, await line.CloseCodeAsync());
        await sending;
        await using var again = await app.ConnectAsync(token: line.Token);
        Assert.Equal(2, (await again.HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_message_in_fragments_is_one_message()
    {
        using var raw = await RawSocket.ConnectAsync(app.Address, "/ws/chat/");
        await raw.ReadAsync();
        await raw.SendAsync(RawSocket.TextFrame, [], isLast: false);
        await raw.SendAsync(RawSocket.Continuation, "{\"action\":"u8.ToArray(), isLast: false);
        await raw.SendAsync(RawSocket.PingFrame, "between");
        await raw.SendAsync(RawSocket.Continuation, "\"ping\"}"u8.ToArray());
        Assert.Equal("between", Encoding.UTF8.GetString(await raw.ReadAsync(RawSocket.PongFrame, "a pong")));
        Assert.Contains("pong", Encoding.UTF8.GetString((await raw.ReadAsync()).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_of_the_WebSocket_protocol_is_answered_at_once()
    {
        using var raw = await RawSocket.ConnectAsync(app.Address, "/ws/chat/");
        await raw.ReadAsync();
        await raw.SendAsync(RawSocket.PingFrame, "are you there");
        Assert.Equal((RawSocket.PongFrame, "are you there"), await raw.ReadAsync() is var (opcode, payload) ? (opcode, Encoding.UTF8.GetString(payload)) : default);
    }

    [Fact]
    public async Task Pings_between_commands_break_nothing()
    {
        using var raw = await RawSocket.ConnectAsync(app.Address, "/ws/chat/");
        await raw.ReadAsync();
        for (var i = 0; i < 500; i++)
        {
            await raw.SendAsync(RawSocket.TextFrame, $$"""{"action":"chat","message":"你好","id":"{{i / 10}}"}""");
            await raw.SendAsync(RawSocket.PingFrame, $"{i}");
        }
        var pongs = new List<string>();
        while (pongs.Count < 500)
        {
            var (opcode, payload) = await raw.ReadAsync();
            if (opcode == RawSocket.PongFrame) pongs.Add(Encoding.UTF8.GetString(payload));
            else Assert.Equal('}', (char)payload[^1]);
        }
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"{i}"), pongs);
    }

    [Theory]
    [InlineData(RawSocket.TextFrame, true, new byte[] { 0x7B, 0xFF, 0x7D }, 1007)]
    [InlineData(RawSocket.TextFrame, true, new byte[] { 0xE4, 0xBD }, 1007)]
    [InlineData(3, true, new byte[] { 1 }, 1002)]
    [InlineData(RawSocket.TextFrame, false, new byte[] { 0x7B, 0x20, 0x20, 0x20, 0x20, 0x7D }, 1002)]
    public async Task A_frame_that_breaks_the_WebSocket_protocol_is_closed_with_the_code_for_it(int opcode, bool isMasked, byte[] payload, int code)
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        using var raw = await RawSocket.ConnectAsync(app.Address, $"/ws/chat/?access_token={line.Token}");
        await raw.SendAsync(opcode, payload, isMasked: isMasked);
        Assert.Equal(code, (await raw.ReadToCloseAsync()).Code);
        Assert.Equal(2, (await line.HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_request_that_is_no_WebSocket_is_told_to_upgrade()
    {
        using var answer = await app.Http.GetAsync("/ws/chat/");
        Assert.Equal(426, (int)answer.StatusCode);
    }

    private static string Padded(int length) => "{\"action\":\"ping\",\"pad\":\"" + new string('x', length - 26) + "\"}";
}
