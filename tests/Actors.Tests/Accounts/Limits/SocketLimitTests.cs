using System.Net.WebSockets;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts.Limits;

/// <summary>How many sockets a user and an address may have, and what is said before and when there are too many.</summary>
public sealed class SocketLimitTests
{
    [Fact]
    public async Task A_user_has_so_many_sockets_of_both_kinds_and_a_closed_one_makes_room()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:SocketsPerUser=3", "--Limits:FrameBurst=1000");
        await using var first = await app.ConnectAsync();
        var last = await app.ConnectAsync(token: first.Token);
        await using var hub = await app.ConnectHubAsync(token: first.Token);
        Assert.Equal(429, await RefusedAsync(app, first.Token));
        await using var refused = await app.ConnectHubAsync(token: first.Token);
        Assert.Equal(0, refused.Connected.ValueKind == System.Text.Json.JsonValueKind.Undefined ? 0 : 1);
        await using var other = await app.ConnectAsync();
        Assert.Equal("pong", (await other.AskAsync(new { action = "ping" }, "pong")).Status());
        await last.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Soon("the close");
        await last.DisposeAsync();
        await using var again = await EnteredAsync(app, first.Token);
        Assert.Equal(first.Connected.Text("user_id"), again.Connected.Text("user_id"));
        Assert.Equal(429, await RefusedAsync(app, first.Token));
    }

    [Fact]
    public async Task An_address_has_so_many_whoever_they_are_of()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:SocketsPerAddress=2");
        await using var one = await app.ConnectAsync();
        await using var other = await app.ConnectAsync();
        Assert.Equal(429, await RefusedAsync(app, null));
        Assert.Equal(429, await RefusedAsync(app, one.Token));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_so_many_get_in()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:SocketsPerUser=5");
        var guest = await app.GuestAsync();
        var sockets = Enumerable.Range(0, 40).Select(static _ => new ClientWebSocket()).ToList();
        var statuses = await Task.WhenAll(sockets.Select(socket => StatusAsync(socket, app, guest.Access)));
        Assert.Equal((5, 35), (statuses.Count(static status => status == 101), statuses.Count(static status => status == 429)));
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task Before_the_first_refused_frame_a_quota_frame_warns()
    {
        await using var app = await ActorsApp.StartNewAsync("--Limits:Enabled=true", "--Limits:FramesPerSecond=1", "--Limits:FrameBurst=30");
        await using var line = await app.ConnectAsync();
        for (var n = 0; n < 31; n++) await line.SendAsync(new { action = "ping" });
        while ((await line.NextAsync()).Status() != "error")
        {
        }
        var warning = line.Seen.FindIndex(static frame => frame.Status() == "quota");
        Assert.InRange(warning, 1, line.Seen.Count - 2);
        Assert.Equal(("frames", 30), (line.Seen[warning].Text("kind"), line.Seen[warning].Number("limit")));
        Assert.True(line.Seen[warning].Number("reset_ms") > 0);
        Assert.Equal("RATE_LIMITED", line.Seen[^1].ErrorCode());
    }

    private static async Task<int> RefusedAsync(ActorsApp app, string? token)
    {
        using var socket = new ClientWebSocket();
        return await StatusAsync(socket, app, token);
    }

    private static async Task<int> StatusAsync(ClientWebSocket socket, ActorsApp app, string? token)
    {
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(app.Address) { Scheme = "ws", Path = "/ws/chat", Query = token is null ? "" : $"access_token={token}" }.Uri;
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None).Soon("the handshake");
        }
        catch (WebSocketException)
        {
            // Its status tells why.
        }
        return (int)socket.HttpStatusCode;
    }

    /// <summary>Comes in as soon as the server has seen that somebody has gone.</summary>
    private static async Task<ChatSocket> EnteredAsync(ActorsApp app, string token)
    {
        using var late = new CancellationTokenSource(Within.Limit);
        while (true)
        {
            late.Token.ThrowIfCancellationRequested();
            try
            {
                return await app.ConnectAsync(token: token);
            }
            catch (WebSocketException)
            {
                // Not yet.
            }
        }
    }
}
