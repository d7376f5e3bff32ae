using System.Diagnostics.Metrics;
using Actors.Chat;
using Actors.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Tests.Chat;

/// <summary>What all calls to a provider share.</summary>
public sealed class ProviderGateTests
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "你好")];

    [Fact]
    public async Task No_more_replies_are_under_way_than_there_are_places()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Streams(ModelServer.Sound, piece: 1));
        using var gate = Gate(new ChatEndpoint { Model = "m", Url = new Uri(server.Url), AtOnce = 3 });
        using var client = Client(gate);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ReadAsync(client))).Soon("thirty replies");
        Assert.InRange(server.MostAtOnce, 1, 3);
        Assert.Equal(30, server.Requests.Count);
    }

    [Fact]
    public async Task A_place_is_given_back_when_a_reader_goes_away_in_the_middle()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Stalls("好"));
        using var gate = Gate(new ChatEndpoint { Model = "m", Url = new Uri(server.Url), AtOnce = 1 });
        using var client = Client(gate);
        for (var i = 0; i < 5; i++)
        {
            await foreach (var update in client.GetStreamingResponseAsync(Messages))
            {
                if (update.Text.Length > 0) break;
            }
        }
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_failed_often_is_left_alone_and_asked_again_later()
    {
        var time = new ManualTime();
        await using var server = await ModelServer.StartAsync(ModelServer.Refuses(500));
        using var gate = Gate(new ChatEndpoint { Model = "m", Url = new Uri(server.Url), Attempts = 1 }, time);
        using var client = Client(gate);
        for (var i = 0; i < 10; i++) await Assert.ThrowsAsync<ChatProviderException>(() => ReadAsync(client));
        var asked = server.Requests.Count;
        server.Play(ModelServer.Streams("好"));
        var refused = await Assert.ThrowsAsync<ChatProviderException>(() => ReadAsync(client));
        Assert.Contains("left alone", refused.Message, StringComparison.Ordinal);
        Assert.Equal(asked, server.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("好", await ReadAsync(client));
    }

    [Fact]
    public async Task What_a_provider_quotes_of_key_or_prompt_does_not_get_into_a_failure()
    {
        await using var server = await ModelServer.StartAsync(static (context, _) =>
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("""{"error":{"message":"Incorrect key sk-quoted for 你好","type":"auth","code":"sk-quoted"}}""");
        });
        using var gate = Gate(new ChatEndpoint { Model = "m", Url = new Uri(server.Url) });
        using var client = Client(gate);
        var refused = await Assert.ThrowsAsync<ChatProviderException>(() => ReadAsync(client));
        Assert.Contains("HTTP 401", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-quoted", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("你好", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_and_cost_are_counted_by_provider_and_model()
    {
        var counted = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Actors.Chat") listening.EnableMeasurementEvents(instrument);
        };
        void Count(Instrument instrument, double amount, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value);
            if ((string?)all["provider"] != "counted") return;
            var name = $"{instrument.Name} {all.GetValueOrDefault("model")} {all.GetValueOrDefault("kind")}".TrimEnd();
            counted[name] = counted.GetValueOrDefault(name) + amount;
        }

        listener.SetMeasurementEventCallback<long>((instrument, amount, tags, _) => Count(instrument, amount, tags));
        listener.SetMeasurementEventCallback<double>((instrument, amount, tags, _) => Count(instrument, amount, tags));
        listener.Start();
        await using var server = await ModelServer.StartAsync(ModelServer.Streams("好"));
        var endpoint = new ChatEndpoint { Model = "m", Url = new Uri(server.Url), InputPrice = 2, OutputPrice = 10 };
        using var gate = Gate(endpoint, name: "counted");
        using var client = Client(gate);
        await ReadAsync(client);
        await client.GetResponseAsync(Messages);
        Assert.Equal(200, counted["actors_chat_tokens m input"]);
        Assert.Equal(40, counted["actors_chat_tokens m output"]);
        Assert.Equal(0.0008, counted["actors_chat_cost m"], 6);
    }

    [Theory]
    [InlineData("--Chat:Providers=nobody")]
    [InlineData("--Chat:Providers=ollama")]
    [InlineData("--Chat:Providers=groq", "--Chat:Endpoints:groq:Model=m", "--Chat:Endpoints:groq:Attempts=0")]
    public async Task A_provider_that_is_not_configured_keeps_the_program_from_starting(params string[] settings)
    {
        using var folder = new DataFolder();
        var (code, errors) = await ActorsProcess.RunAsync(folder, settings);
        Assert.Equal(1, code);
        Assert.Contains("Chat:Endpoints", errors, StringComparison.Ordinal);
    }

    private static ProviderGate Gate(ChatEndpoint endpoint, TimeProvider? time = null, string name = "test") =>
        new(name, endpoint, new Kept(), time ?? TimeProvider.System, NullLogger.Instance);

    private static GuardedChatClient Client(ProviderGate gate) => new(new OpenAiChatClient(gate.Name, "tutor", gate.Endpoint), gate);

    private sealed class Kept : IUsageLog
    {
        public Task AddAsync(ChatUsage usage) => Task.CompletedTask;

        public Task<IReadOnlyList<ChatUsage>> OfUserAsync(string userId, long fromDay) => Task.FromResult<IReadOnlyList<ChatUsage>>([]);

        public Task<long> AnonymiseAsync(string userId) => Task.FromResult(0L);
    }

    private static async Task<string> ReadAsync(GuardedChatClient client)
    {
        var text = "";
        await foreach (var update in client.GetStreamingResponseAsync(Messages)) text += update.Text;
        return text;
    }
}
