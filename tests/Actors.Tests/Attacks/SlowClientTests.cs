using System.Net;
using System.Net.Sockets;
using System.Text;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Attacks;

/// <summary>Clients that send a byte at a time to hold connections (slowloris): they are cut, and others do not feel them.</summary>
[Collection(typeof(AloneCollection))]
public sealed class SlowClientTests : IAsyncLifetime
{
    private const int Clients = 500;

    private readonly ActorsApp _app = new();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    [InlineData("")]
    [InlineData("POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{")]
    public async Task Half_requests_are_cut_while_everybody_else_is_served(string beginning)
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => BeginAsync(beginning)));
        try
        {
            using var stop = new CancellationTokenSource();
            var dripping = DripAsync(slow, stop.Token);
            var cut = Task.WhenAll(slow.Select(static socket => EndAsync(socket)));
            await using (var line = await _app.ConnectAsync())
            {
                for (var n = 0; n < 20; n++)
                {
                    Assert.Equal("ok\n", await _app.Http.GetStringAsync("/livez").Soon("an answer beside slow clients"));
                    await line.ChatAsync($"你好 {n}");
                }
            }
            await cut.Soon("the end of every slow client");
            await stop.CancelAsync();
            await dripping;
        }
        finally
        {
            foreach (var socket in slow) socket.Dispose();
        }
    }

    [Fact]
    public void A_request_has_a_quarter_of_a_minute_for_its_headers() =>
        Assert.InRange(_app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    private async Task<Socket> BeginAsync(string beginning)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _app.Address.Port).Soon("a connection");
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning.Length > 0 ? beginning : "G"));
        return socket;
    }

    /// <summary>A byte from each client four times a second.</summary>
    private static async Task DripAsync(Socket[] sockets, CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                foreach (var socket in sockets)
                {
                    try
                    {
                        await socket.SendAsync("a"u8.ToArray(), end);
                    }
                    catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
                    {
                        // It is cut: that is what is waited for.
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All are cut.
        }
    }

    private static async Task EndAsync(Socket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset is as good as closed.
        }
    }
}
