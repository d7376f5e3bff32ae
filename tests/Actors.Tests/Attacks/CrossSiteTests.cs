using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Pages of other hosts, in the browser of somebody who uses this one.</summary>
public sealed class CrossSiteTests(InstantApp app) : IClassFixture<InstantApp>
{
    private const string Evil = "https://evil.example";

    public static TheoryData<string> Origins => [Evil, "null", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "file://", "http://", "evil", "http://127.0.0.1:1", "https://user@evil.example", "javascript:alert(1)"];

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task No_socket_opens_for_a_page_of_another_host(string origin)
    {
        foreach (var path in (string[])["/ws/chat/", "/hubs/tutor"])
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", origin);
            socket.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = path }.Uri, CancellationToken.None).Soon("the refusal"));
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task A_page_of_this_host_opens_a_socket()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/ws/chat/" }.Uri, CancellationToken.None).Soon("the socket");
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!$&'()")]
    [InlineData("a..b")]
    [InlineData("-")]
    [InlineData("[::1")]
    [InlineData("evil.example:99999")]
    [InlineData("evil.example:")]
    public async Task A_host_that_is_none_is_refused_and_breaks_nothing(string host)
    {
        var status = (int)await StatusAsync("/ws/chat/", Evil, host);
        Assert.InRange(status, 400, 403);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_a_form_of_another_page_can_send_does_nothing(string type)
    {
        var member = await Caller.MemberAsync(app.Http);
        foreach (var operation in (await ApiDescription.ReadAsync(app.Http)).Where(static operation => operation.Example is not null))
        {
            using var body = new StringContent("""{"email":"a@example.com","password":"Correct-horse-9"}""");
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var answer = await member.SendAsync(operation.Method, operation.AddressWith(null, ""), body, static headers => headers.Add("Origin", Evil));
            Assert.True(answer.Code is "UNSUPPORTED_MEDIA_TYPE" or "FORBIDDEN", $"{operation.Method} {operation.Path}: {answer.Text}");
        }
    }

    [Fact]
    public async Task No_answer_may_be_read_by_a_page_of_another_host_or_is_for_cookies()
    {
        var member = await Caller.MemberAsync(app.Http);
        foreach (var path in (string[])["/api/auth/profile", "/api/nothing", "/livez", "/openapi/v1.json", "/", "/metrics", "/hubs/tutor/negotiate"])
        {
            var method = path.EndsWith("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
            var answer = await member.SendAsync(method, path, null, static headers => headers.Add("Origin", Evil));
            Assert.DoesNotContain(answer.AllHeaders, static header => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        }
        var asked = await member.SendAsync(HttpMethod.Options, "/api/auth/profile", null, static headers =>
        {
            headers.Add("Origin", Evil);
            headers.Add("Access-Control-Request-Method", "PUT");
        });
        Assert.DoesNotContain(asked.AllHeaders, static header => header.StartsWith("Access-Control-Allow", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_token_in_the_address_or_a_cookie_is_none_for_the_API()
    {
        var member = await Caller.MemberAsync(app.Http);
        var nobody = new Caller(app.Http);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/auth/profile?access_token={member.Access}&token={member.Access}")).Status);
        var withCookie = await nobody.SendAsync(HttpMethod.Get, "/api/auth/profile", null, headers => headers.Add("Cookie", $"access_token={member.Access}; Authorization=Bearer {member.Access}"));
        Assert.Equal(HttpStatusCode.Unauthorized, withCookie.Status);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string origin, string host)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Address.Port).Soon("connection");
        await using var stream = new NetworkStream(socket);
        var request = $"GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request)).AsTask().Soon("the handshake");
        using var reader = new StreamReader(stream);
        return (HttpStatusCode)int.Parse((await reader.ReadLineAsync().Soon("the answer"))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
