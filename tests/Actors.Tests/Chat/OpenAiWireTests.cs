using Actors.Chat;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.AI;

namespace Actors.Tests.Chat;

/// <summary>What goes over the wire to an endpoint, to the letter.</summary>
public sealed class OpenAiWireTests
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "你好"), new(ChatRole.Assistant, "好"), new(ChatRole.User, "再见")];

    [Fact]
    public async Task A_streamed_request_is_what_was_agreed()
    {
        var (body, headers) = await AskAsync(new ChatEndpoint { Key = "secret", Model = "large" }, new ChatOptions { Temperature = 0.5f });
        Assert.Equal("""{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"\u4F60\u597D"},{"role":"assistant","content":"\u597D"},{"role":"user","content":"\u518D\u89C1"}],"model":"large","stream":true,"stream_options":{"include_usage":true},"max_completion_tokens":1500,"temperature":0.5}""",
            Canonical(body));
        Assert.Equal("Bearer secret", headers["Authorization"]);
    }

    [Fact]
    public async Task An_older_server_is_asked_in_its_own_words()
    {
        var (body, _) = await AskAsync(new ChatEndpoint { Model = "m", LimitMember = "max_tokens", MaxTokens = 300, AsksUsage = false });
        Assert.Equal(300, body.Number("max_tokens"));
        Assert.False(body.Has("max_completion_tokens"));
        Assert.False(body.Has("stream_options"));
    }

    [Fact]
    public async Task A_key_can_go_in_a_header_of_its_own()
    {
        var (_, headers) = await AskAsync(new ChatEndpoint { Key = "secret", KeyHeader = "api-key", Model = "deployment" });
        Assert.Equal("secret", headers["api-key"]);
        Assert.False(headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData(ReplyForm.Schema, "json_schema")]
    [InlineData(ReplyForm.JsonObject, "json_object")]
    [InlineData(ReplyForm.Text, null)]
    public async Task The_form_of_the_reply_is_asked_for_as_the_endpoint_wants_it(ReplyForm form, string? type)
    {
        var (body, _) = await AskAsync(new ChatEndpoint { Model = "m", Form = form }, new ChatOptions { ResponseFormat = ReplySchema.Format });
        Assert.Equal(type is not null, body.Has("response_format"));
        if (type is null) return;
        Assert.Equal(type, body.GetProperty("response_format").Text("type"));
        if (form != ReplyForm.Schema) return;
        var schema = body.GetProperty("response_format").GetProperty("json_schema");
        Assert.True(schema.GetProperty("strict").GetBoolean());
        Assert.Equal(ReplySchema.Format.Schema!.Value.GetRawText(), schema.GetProperty("schema").GetRawText());
    }

    [Fact]
    public async Task A_purpose_can_have_a_model_of_its_own()
    {
        await using var server = await ModelServer.StartAsync();
        var endpoint = new ChatEndpoint { Model = "small", Url = new Uri(server.Url), Models = { ["tutor"] = "large" } };
        foreach (var purpose in (string[])["tutor", "books"])
        {
            using var client = new OpenAiChatClient("test", purpose, endpoint);
            await client.GetResponseAsync(Messages);
        }
        Assert.Equal(["large", "small"], server.Requests.Select(static request => request.Body.Text("model")));
    }

    [Fact]
    public async Task Text_and_usage_come_back_streamed_and_whole()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Streams("好的。", piece: 1));
        using var client = new OpenAiChatClient("test", "tutor", new ChatEndpoint { Model = "m", Url = new Uri(server.Url) });
        var whole = await client.GetResponseAsync(Messages);
        Assert.Equal(("好的。", 100L, 20L), (whole.Text, whole.Usage!.InputTokenCount, whole.Usage.OutputTokenCount));
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(Messages)) updates.Add(update);
        Assert.Equal("好的。", string.Concat(updates.Select(static update => update.Text)));
        Assert.Equal(120L, Assert.Single(updates.SelectMany(static update => update.Contents).OfType<UsageContent>()).Details.TotalTokenCount);
    }

    private static async Task<(System.Text.Json.JsonElement Body, IReadOnlyDictionary<string, string> Headers)> AskAsync(ChatEndpoint endpoint, ChatOptions? options = null)
    {
        await using var server = await ModelServer.StartAsync();
        endpoint.Url = new Uri(server.Url);
        using var client = new OpenAiChatClient("test", "tutor", endpoint);
        await foreach (var update in client.GetStreamingResponseAsync(Messages, options)) Assert.NotNull(update);
        return Assert.Single(server.Requests);
    }

    // Members in the order of their names: the order on the wire is the vendor's.
    private static string Canonical(System.Text.Json.JsonElement body) =>
        System.Text.Json.JsonSerializer.Serialize(body.EnumerateObject().OrderBy(static member => Order.IndexOf(member.Name)).ToDictionary(static member => member.Name, static member => member.Value));

    private static readonly List<string> Order = ["messages", "model", "stream", "stream_options", "max_completion_tokens", "temperature"];
}
