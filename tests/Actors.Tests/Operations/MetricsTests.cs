using Actors.Tests.Harness;

namespace Actors.Tests.Operations;

/// <summary>What a conversation leaves in <c>/metrics</c>. Other tests count into the same meters meanwhile: numbers are at least what is expected.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task A_conversation_can_be_seen_from_the_socket_to_the_commit()
    {
        await using var app = await ActorsApp.StartNewAsync();
        var before = await ReadAsync(app);
        await using var line = await app.ConnectAsync();
        await using var hub = await app.ConnectHubAsync();
        await line.ChatAsync("你好");
        await line.SendTextAsync("""{"action":"nonsense"}""");
        await line.NextAsync("error");
        using var answer = await app.Http.GetAsync("/api/tutor/words/");
        var after = await ReadAsync(app);
        string[] grown =
        [
            "actors_session_turns outcome=\"answered\"", "actors_session_turn_seconds_count outcome=\"answered\"", "actors_chat_first_text_seconds_count provider=\"offline\"",
            "actors_chat_reply_seconds_count outcome=\"whole\",provider=\"offline\"", "actors_delivery_commands action=\"chat\"", "actors_delivery_refused_frames code=\"UNKNOWN_ACTION\"",
            "actors_storage_commit_seconds_count", "actors_engine_activations_created",
            "http_server_request_duration_seconds_count http_request_method=\"GET\",http_response_status_code=\"401\",http_route=\"/api/tutor/words\"",
        ];
        Assert.All(grown, name => Assert.True(Of(after, name) > Of(before, name), name));
        Assert.True(Of(after, "actors_delivery_sockets kind=\"websocket\"") >= 1);
        Assert.True(Of(after, "actors_delivery_sockets kind=\"hub\"") >= 1);
        Assert.True(Of(after, "actors_engine_activations grain_type=\"tutor-session\"") >= 1);
        Assert.Equal(0, Of(after, "http_server_request_duration_seconds_count http_route=\"/metrics\""));
    }

    private static double Of(Exposition read, string name) => read.Value(name.Split(' ')[0], name.Contains(' ', StringComparison.Ordinal) ? name.Split(' ')[1] : "");

    private static async Task<Exposition> ReadAsync(ActorsApp app) => Exposition.Parse(await app.Http.GetStringAsync("/metrics"));
}
