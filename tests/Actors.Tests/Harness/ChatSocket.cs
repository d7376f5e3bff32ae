using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Actors.Tests.Harness;

/// <summary>A client of <c>/ws/chat/</c>.</summary>
public sealed class ChatSocket : TutorLine
{
    protected override int CloseCode => (int)Socket.CloseStatus.GetValueOrDefault();

    public static async Task<ChatSocket> ConnectAsync(Uri address, string query = "", string? token = null)
    {
        var socket = new ChatSocket();
        await socket.OpenAsync(UriOf(address, "/ws/chat/", query, token));
        await socket.ReadFirstAsync(token);
        return socket;
    }

    public override Task SendTextAsync(string json) => SendBytesAsync(Encoding.UTF8.GetBytes(json));

    public Task SendBytesAsync(byte[] frame, WebSocketMessageType type = WebSocketMessageType.Text) =>
        Socket.SendAsync(frame, type, endOfMessage: true, CancellationToken.None).Soon("a frame to be sent");

    protected override IEnumerable<JsonElement> Decode(string message) => [JsonElement.Parse(message)];
}
