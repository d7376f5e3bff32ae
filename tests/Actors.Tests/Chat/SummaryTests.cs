using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Chat;

/// <summary>What falls out of her twenty turns goes into notes, which a model reads.</summary>
public sealed class SummaryTests
{
    private const string Notes = "The learner is called Minh and likes tea.";

    [Fact]
    public async Task Turns_that_fell_out_are_put_into_notes_that_later_prompts_have()
    {
        await using var model = await ModelServer.StartAsync(ModelServer.RepliesAndNotes(Notes));
        await using var app = await StartAsync(model);
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 30; i++) await line.ChatAsync($"句子 {i}");
        await TalkUntilNotesAsync(line, model);
        // The talk may have gone on for long enough that there are more.
        var asked = model.Requests.First(static request => !request.Body.Has("stream")).Body.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "user"], asked.Select(static message => message.Text("role")));
        Assert.StartsWith("Notes so far: none\nNew talk:\nLearner: 句子 1\n小月: 师兄好", asked[1].Text("content"), StringComparison.Ordinal);
        Assert.Contains("句子 10\n", asked[1].Text("content"), StringComparison.Ordinal);
        Assert.DoesNotContain("句子 11\n", asked[1].Text("content"), StringComparison.Ordinal);
        await app.RestartAsync();
        await using var again = await app.ConnectAsync(token: line.Token);
        await again.ChatAsync("还记得我吗");
        Assert.Contains(Notes, Told(model.Requests.Last().Body)[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Notes, Told(model.Requests.Last().Body)[0], StringComparison.Ordinal);
        await again.AskAsync(new { action = "clear_history" }, "state");
        await again.ChatAsync("你好");
        Assert.Equal(2, Told(model.Requests.Last().Body).Count);
    }

    [Fact]
    public async Task Without_notes_the_talk_goes_on_and_they_are_asked_for_again()
    {
        await using var model = await ModelServer.StartAsync((context, isStream) => (isStream ? ModelServer.Streams(ModelServer.Sound) : ModelServer.Refuses(400))(context, isStream));
        await using var app = await StartAsync(model);
        await using var line = await app.ConnectAsync();
        for (var i = 1; i <= 33; i++) await line.ChatAsync($"句子 {i}");
        while (model.Requests.Count(static request => !request.Body.Has("stream")) < 2) await line.ChatAsync("再来");
        Assert.False((await line.ChatAsync("你好")).Data().Has("fallback"));
    }

    private static async Task TalkUntilNotesAsync(ChatSocket line, ModelServer model)
    {
        // They come beside the conversation.
        while (!Told(model.Requests.Last(static request => request.Body.Has("stream")).Body).Exists(static message => message.Contains(Notes, StringComparison.Ordinal))) await line.ChatAsync("后来呢");
    }

    private static List<string> Told(JsonElement body) => [.. body.GetProperty("messages").EnumerateArray().Select(static message => message.Text("content"))];

    private static Task<ActorsApp> StartAsync(ModelServer model) => ActorsApp.StartNewAsync([.. model.Settings("first"), "--Chat:Providers=first"]);
}
