using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Actors.Tests.Harness;

/// <summary>A client of <c>/hubs/tutor</c>: SignalR's JSON protocol over a bare WebSocket, without negotiation.</summary>
public sealed class HubClient : TutorLine
{
    private const char EndOfRecord = '\u001e';

    private int _code;

    private enum MessageType
    {
        Invocation = 1,
        Completion = 3,
        Ping = 6,
        Close = 7,
    }

    protected override int CloseCode => _code;

    public static async Task<HubClient> ConnectAsync(Uri address, string query = "", string? token = null)
    {
        var hub = new HubClient();
        await hub.OpenAsync(UriOf(address, "/hubs/tutor", query, token));
        await hub.SendRecordAsync("""{"protocol":"json","version":1}""");
        await hub.ReadFirstAsync(token);
        return hub;
    }

    public override Task SendTextAsync(string json) => SendRecordAsync($$"""{"type":1,"target":"Send","arguments":[{{json}}]}""");

    /// <summary>A ping of the SignalR protocol, which keeps the connection and has no answer.</summary>
    public Task PingAsync() => SendRecordAsync("""{"type":6}""");

    protected override IEnumerable<JsonElement> Decode(string message)
    {
        foreach (var record in message.Split(EndOfRecord, StringSplitOptions.RemoveEmptyEntries))
        {
            var json = JsonElement.Parse(record);
            // The answer to the handshake has no type.
            if (!json.Has("type")) continue;
            if ((MessageType)json.Number("type") != MessageType.Invocation) continue;
            Assert.Equal("Receive", json.Text("target"));
            var frame = json.GetProperty("arguments")[0];
            if (frame.Status() == "closed") _code = (int)frame.Number("code");
            yield return frame;
        }
    }

    private Task SendRecordAsync(string record) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(record + EndOfRecord), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Soon("a record to be sent");
}
