using Actors.Tests.Harness;

namespace Actors.Tests.Tutor;

/// <summary>What a conversation promises, over either transport. She answers at once.</summary>
public abstract class SocketConversationContract(ActorsApp app)
{
    protected abstract Task<TutorLine> OpenAsync(string query = "", string? token = null);

    [Fact]
    public async Task The_first_frame_tells_who_and_where_the_client_is()
    {
        await using var line = await OpenAsync();
        var first = line.Connected;
        Assert.Equal(first.Text("user_id"), first.Text("session"));
        Assert.Equal((0, 0), (first.Turn(), first.Seq()));
        Assert.False(first.GetProperty("generating").GetBoolean());
        Assert.NotEqual(first.Text("token"), first.Text("refresh"));
    }

    [Fact]
    public async Task A_guest_who_comes_back_with_the_token_is_in_the_same_session()
    {
        await using var line = await OpenAsync();
        await line.ChatAsync("你好");
        await using var again = await OpenAsync(token: line.Token);
        Assert.Equal(line.Connected.Text("session"), again.Connected.Text("session"));
        Assert.False(again.Connected.Has("token"));
        Assert.Equal(line.Seen[^1].Seq(), again.Connected.Seq());
        Assert.Equal(1, again.Connected.Turn());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task A_wrong_token_is_accepted_and_then_closed_with_4001(string token)
    {
        await using var line = await OpenAsync(token: token);
        Assert.Equal(4001, await line.CloseCodeAsync());
    }

    [Fact]
    public async Task A_refresh_token_does_not_open_a_socket()
    {
        await using var line = await OpenAsync();
        await using var other = await OpenAsync(token: line.Connected.Text("refresh"));
        Assert.Equal(4001, await other.CloseCodeAsync());
    }

    [Fact]
    public async Task A_message_is_answered_by_typing_then_text_then_success()
    {
        await using var line = await OpenAsync();
        var success = await line.ChatAsync("你好", "c1");
        Assert.Equal("typing", line.Seen[1].Status());
        Assert.Equal("小师妹正在思考...", line.Seen[1].Text("message"));
        Assert.All(line.Events, frame => Assert.Equal(("c1", 1), (frame.Text("id"), frame.Turn())));
        Assert.Equal(success.Chinese(), string.Concat(line.Events.Where(static frame => frame.Status() == "delta").Select(static frame => frame.Text("text"))));
        var data = success.Data();
        Assert.All(new[] { "vietnamese_display", "pinyin", "emotion", "action", "timestamp" }, name => Assert.NotEmpty(data.Text(name)));
        Assert.InRange(data.Number("sulking_level"), 0, 10);
        Assert.Equal(0, data.GetProperty("quiz_list").GetArrayLength());
    }

    [Fact]
    public async Task A_message_without_an_id_is_answered_without_one()
    {
        await using var line = await OpenAsync();
        await line.SendAsync(new { action = "chat", message = "你好" });
        Assert.False((await line.NextAsync("success")).Has("id"));
    }

    [Fact]
    public async Task The_same_id_again_returns_the_same_reply_and_starts_nothing()
    {
        await using var line = await OpenAsync();
        var first = await line.ChatAsync("你好", "c1");
        await using var other = await OpenAsync(token: line.Token);
        Assert.Equal(first.GetRawText(), (await other.ChatAsync("你好", "c1")).GetRawText());
        Assert.Equal(first.GetRawText(), (await line.ChatAsync("你好", "c1")).GetRawText());
        Assert.Empty(await line.RestAsync());
        Assert.Single(await line.HistoryAsync(), static message => message.Role == "user");
    }

    [Fact]
    public async Task The_same_id_with_another_text_is_a_conflict()
    {
        await using var line = await OpenAsync();
        await line.ChatAsync("你好", "c1");
        await line.SayAsync("再见", "c1");
        var error = await line.NextAsync("error");
        Assert.Equal(("ID_CONFLICT", "c1"), (error.ErrorCode(), error.Text("id")));
        Assert.Equal(2, (await line.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Fifty_sends_of_one_id_from_three_clients_are_one_turn()
    {
        await using var line = await OpenAsync();
        await using var second = await OpenAsync(token: line.Token);
        await using var third = await OpenAsync(token: line.Token);
        TutorLine[] all = [line, second, third];
        await Task.WhenAll(all.Select(static async (sender, nth) =>
        {
            for (var i = nth; i < 50; i += 3) await sender.SayAsync("你真笨", "same");
        }));
        var replies = new List<string>();
        foreach (var reader in all)
        {
            await reader.NextAsync("success");
            await reader.RestAsync();
            replies.AddRange(reader.Seen.Where(static frame => frame.Status() == "success").Texts());
        }
        Assert.Single(replies.Distinct());
        Assert.Equal(2, (await line.HistoryAsync()).Count);
        Assert.Equal(3, (await line.StateAsync()).Number("sulking_level"));
    }

    [Theory]
    [InlineData("", "EMPTY_MESSAGE")]
    [InlineData(" \t\r\n\u0000\u3000", "EMPTY_MESSAGE")]
    [InlineData(null, "EMPTY_MESSAGE")]
    public async Task An_empty_message_is_refused(string? message, string code)
    {
        await using var line = await OpenAsync();
        await line.SayAsync(message!, "e");
        var error = await line.NextAsync("error");
        Assert.Equal((code, "e"), (error.ErrorCode(), error.Text("id")));
        await line.ChatAsync("你好", "e");
    }

    [Fact]
    public async Task A_message_may_have_2000_characters_and_no_more()
    {
        await using var line = await OpenAsync();
        await line.ChatAsync("  " + new string('好', 2000) + "\n");
        await line.SayAsync(new string('好', 2001), "long");
        Assert.Equal("MESSAGE_TOO_LONG", (await line.NextAsync("error")).ErrorCode());
        Assert.Equal(2000, (await line.HistoryAsync())[0].Content.Length);
    }

    [Fact]
    public async Task Unknown_actions_roles_and_types_are_refused_with_their_id()
    {
        await using var line = await OpenAsync();
        async Task Expect(string code, object frame)
        {
            await line.SendAsync(frame);
            var error = await line.NextAsync("error");
            Assert.Equal((code, "x"), (error.ErrorCode(), error.Text("id")));
        }
        await Expect("UNKNOWN_ACTION", new { action = "dance", id = "x" });
        await Expect("UNKNOWN_ACTION", new { id = "x" });
        await Expect("UNKNOWN_ACTION", new { action = 7, id = "x" });
        await Expect("INVALID_ROLE", new { action = "chat", message = "你好", user_role = "师父", id = "x" });
        await Expect("INVALID_ROLE", new { action = "set_role", user_role = "", id = "x" });
        await Expect("VALIDATION_FAILED", new { action = "chat", message = 5, id = "x" });
        await Expect("VALIDATION_FAILED", new { action = "history", limit = "all", id = "x" });
        await Expect("VALIDATION_FAILED", new { action = "resume", after = -1, id = "x" });
        await Expect("VALIDATION_FAILED", new { action = "resume", id = "x" });
        await Expect("VALIDATION_FAILED", new { action = "quiz_answer", id = "x" });
        await Expect("QUIZ_NOT_FOUND", new { action = "quiz_answer", quiz_id = "q9", answer = "a", id = "x" });
        await line.ChatAsync("你好", "x");
    }

    [Fact]
    public async Task Ping_is_answered_by_pong()
    {
        await using var line = await OpenAsync();
        Assert.Equal("""{"status":"pong"}""", (await line.AskAsync(new { action = "ping" }, "pong")).GetRawText());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("audio=inline", true)]
    [InlineData("audio=separate", true)]
    [InlineData("audio=none", false)]
    public async Task Without_a_speech_engine_a_reply_has_no_sound_and_says_so_to_who_asked_for_it(string query, bool hasError)
    {
        await using var line = await OpenAsync(query);
        var data = (await line.ChatAsync("你好")).Data();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("audio_base64").ValueKind);
        Assert.Equal(hasError, data.Has("audio_error"));
        if (hasError) Assert.NotEmpty(data.Text("audio_error"));
    }

    [Fact]
    public async Task No_frame_of_one_user_reaches_another()
    {
        await using var line = await OpenAsync();
        await using var stranger = await OpenAsync();
        await line.ChatAsync("你好");
        Assert.Empty(await stranger.RestAsync());
        Assert.Empty(await stranger.HistoryAsync());
    }

    protected ActorsApp App { get; } = app;
}

public sealed class WebSocketConversationTests(InstantApp app) : SocketConversationContract(app), IClassFixture<InstantApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectAsync(query, token);
}

public sealed class HubConversationTests(InstantApp app) : SocketConversationContract(app), IClassFixture<InstantApp>
{
    protected override async Task<TutorLine> OpenAsync(string query = "", string? token = null) => await App.ConnectHubAsync(query, token);
}
