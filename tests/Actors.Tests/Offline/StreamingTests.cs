using System.Text.Json;
using Actors.Offline;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Offline;

public class StreamingTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(6);

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("你好")]
    [InlineData("quiz")]
    [InlineData("kể chuyện đi")]
    [InlineData("hội thoại ở nhà hàng")]
    [InlineData("“a\\\"b”是什么意思")]
    [InlineData("asdfgh")]
    public void The_pieces_joined_are_the_reply(string message) => Assert.All(Pupil.Answers(message), static reply =>
    {
        var pieces = ReplyJson.Cut(ReplyJson.Of(reply));
        Assert.All(pieces, static piece => Assert.NotEmpty(piece));
        var json = string.Concat(pieces);
        using var document = JsonDocument.Parse(json);
        var read = ReplyParser.Parse(json)!;
        Assert.Equal(reply with { Quizzes = [] }, read with { Quizzes = [] });
        Assert.Equal(reply.Quizzes.Length, read.Quizzes.Length);
        var reader = new ReplyReader();
        var shown = pieces[..^1].Select(reader.Read).ToList();
        Assert.All(shown, static clause => Assert.Contains(clause[^1], "。！？，"));
        Assert.Equal(reply.Chinese, string.Concat(shown) + reader.Read(pieces[^1]));
    });

    [Fact]
    public async Task The_Chinese_arrives_clause_by_clause_before_the_rest()
    {
        var brief = new Pupil().Brief("kể chuyện đi");
        var pieces = ReplyJson.Cut(ReplyJson.Of(Pupil.Tutor.Reply(brief)));
        var pause = Delay / pieces.Count;
        await using var updates = Client(Delay).GetStreamingResponseAsync([], new TutorChatOptions(brief), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var reader = new ReplyReader();
        for (var n = 0; n < pieces.Count; n++)
        {
            var next = updates.MoveNextAsync();
            Assert.False(next.IsCompleted, "it comes only when the clock has moved");
            _time.Advance(pause);
            Assert.True(await next.AsTask().Soon($"piece {n}"));
            Assert.Equal(pieces[n], updates.Current.Text);
            Assert.NotEqual(n < pieces.Count - 1 ? "" : null, reader.Read(updates.Current.Text));
        }
        Assert.False(await updates.MoveNextAsync().AsTask().Soon("the end"));
    }

    [Fact]
    public async Task Cancelling_stops_her_between_clauses()
    {
        using var stop = new CancellationTokenSource();
        await using var updates = Client(Delay).GetStreamingResponseAsync([], new TutorChatOptions(new Pupil().Brief("kể chuyện đi")), stop.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = updates.MoveNextAsync();
        _time.Advance(Delay);
        Assert.True(await first.AsTask().Soon("the first clause"));
        var second = updates.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon("the end"));
        Assert.Equal(0, _time.Waiting);
    }

    [Fact]
    public async Task Without_a_delay_all_is_there_at_once()
    {
        await using var updates = Client(TimeSpan.Zero).GetStreamingResponseAsync([], new TutorChatOptions(new Pupil().Brief("quiz")), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var isMore = true;
        while (isMore)
        {
            var next = updates.MoveNextAsync();
            Assert.True(next.IsCompletedSuccessfully);
            isMore = await next;
        }
    }

    [Fact]
    public async Task Without_a_brief_she_answers_the_last_user_message_of_a_stranger()
    {
        ChatMessage[] messages = [new(ChatRole.User, "你好"), new(ChatRole.Assistant, "好"), new(ChatRole.User, "朋友是什么意思？"), new(ChatRole.System, "谢谢")];
        var response = await Client(TimeSpan.Zero).GetResponseAsync(messages, null, TestContext.Current.CancellationToken);
        Assert.Contains("péng you", ReplyParser.Parse(response.Text)!.Vietnamese, StringComparison.Ordinal);
        Assert.Equal("xiaoyue-rules", response.ModelId);
        Assert.NotNull(ReplyParser.Parse((await Client(TimeSpan.Zero).GetResponseAsync([], null, TestContext.Current.CancellationToken)).Text));
    }

    [Fact]
    public void She_tells_what_she_is()
    {
        using var client = Client(TimeSpan.Zero);
        Assert.Equal("offline", ((ChatClientMetadata?)client.GetService(typeof(ChatClientMetadata)))?.ProviderName);
        Assert.Same(client, client.GetService(typeof(IChatClient)));
        Assert.Null(client.GetService(typeof(string)));
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
    }

    private OfflineChatClient Client(TimeSpan delay) => new(Pupil.Tutor, Options.Create(new OfflineOptions { Delay = delay }), _time);
}
