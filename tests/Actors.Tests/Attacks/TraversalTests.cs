using System.Net;
using System.Net.Sockets;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Paths that lead out of what is served, in addresses, fields and names of files.</summary>
public sealed class TraversalTests(InstantApp app) : IClassFixture<InstantApp>
{
    public static TheoryData<string> Paths =>
    [
        "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/..%252f..%252fetc%252fpasswd", "/....//....//etc/passwd",
        "/..\\..\\..\\etc\\passwd", "/..%5c..%5cetc%5cpasswd", "//etc/passwd", "/./signing.key", "/signing.key", "/../signing.key", "/..%2fsigning.key", "/%2e%2e%2fsigning.key",
        "/appsettings.json", "/..%2fappsettings.json", "/swagger/..%2f..%2fappsettings.json", "/swagger/%2e%2e/%2e%2e/etc/passwd", "/redoc/..%2f..%2f..%2fetc%2fpasswd",
        "/openapi/..%2f..%2fappsettings.json", "/openapi/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json", "/%00/etc/passwd", "/index.html%00.key", "/outbox/", "/.%00./signing.key",
        "/api/auth/account/export/../../../../etc/passwd", "/api/auth/account/export%2f..%2f..%2fsigning.key", "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "/file:///etc/passwd",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_path_leads_to_a_file_that_is_not_served(string path)
    {
        var key = await File.ReadAllTextAsync(app.Folder.File("signing.key"), TestContext.Current.CancellationToken);
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain(key, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("LogLevel", answer, StringComparison.Ordinal);
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
    }

    [Theory]
    [InlineData("/api/tutor/streak")]
    [InlineData("/api/tutor/progress")]
    public async Task A_time_zone_is_a_name_and_never_a_file(string path)
    {
        var guest = await Caller.GuestAsync(app.Http);
        // A good zone where nobody but an attacker would keep one: who accepts it reads files by any name, /dev/zero included.
        var planted = app.Folder.File("zone");
        Needs.Have(File.Exists("/usr/share/zoneinfo/Asia/Ho_Chi_Minh"), "this machine has no files of time zones");
        File.Copy("/usr/share/zoneinfo/Asia/Ho_Chi_Minh", planted, overwrite: true);
        foreach (var zone in (string[])[planted, $"../../..{planted}", $"Asia/../../../..{planted}", "../zoneinfo/Asia/Ho_Chi_Minh"])
        {
            var answer = await guest.GetAsync($"{path}?tz={Uri.EscapeDataString(zone)}");
            Assert.True(answer.Verdict == (HttpStatusCode.BadRequest, "VALIDATION_FAILED"), $"{zone}: {answer.Text}");
        }
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync($"{path}?tz=Asia/Ho_Chi_Minh")).Status);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/GMT+5")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("EST5EDT")]
    public async Task Every_kind_of_name_of_a_time_zone_is_taken(string zone) =>
        Assert.Equal(HttpStatusCode.OK, (await (await Caller.GuestAsync(app.Http)).GetAsync($"/api/tutor/streak?tz={Uri.EscapeDataString(zone)}")).Status);

    [Fact]
    public async Task The_name_of_a_download_is_ours()
    {
        var member = await Caller.MemberAsync(app.Http);
        await member.SendAsync(HttpMethod.Put, "/api/auth/profile", new { name = "../../etc/passwd\"; filename=\"x.exe" });
        var answer = await member.GetAsync("/api/auth/account/export?filename=../../x&name=..%2f");
        Assert.Equal("attachment; filename=\"actors-export.zip\"", Assert.Single(answer.ContentHeaders.GetValues("Content-Disposition")));
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Address.Port).Soon("connection");
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request)).AsTask().Soon("the request");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().Soon("the answer");
    }
}
