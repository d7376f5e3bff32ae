using System.Net;
using System.Net.Http.Json;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Mail that leaves by SMTP, beside whoever asked for it.</summary>
public sealed class SmtpMailTests
{
    [Fact]
    public async Task A_reset_code_is_sent_to_the_server_in_the_language_of_the_user()
    {
        await using var server = new SmtpSink();
        await using var app = await StartAsync(server);
        await RegisterAsync(app, "linh@example.com", "vi");
        await ResetAsync(app, "linh@example.com");
        var mail = await server.NextAsync();
        Assert.Contains("To: linh@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("mật khẩu mới", BodyOf(mail), StringComparison.Ordinal);
        Assert.Matches("[0-9]{6}", BodyOf(mail));
        Assert.False(Directory.Exists(app.Folder.File("outbox")));
    }

    [Fact]
    public async Task A_server_that_fails_once_gets_the_mail_again()
    {
        await using var server = new SmtpSink(failures: 1);
        await using var app = await StartAsync(server, "--Mail:Patience=00:00:01");
        await RegisterAsync(app, "ada@example.com", "en");
        await ResetAsync(app, "ada@example.com");
        Assert.Contains("set a new password", BodyOf(await server.NextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails_nothing()
    {
        await using var app = await ActorsApp.StartNewAsync("--Mail:Host=127.0.0.1", "--Mail:Port=1", "--Mail:UseTls=false");
        await RegisterAsync(app, "ada@example.com", "en");
        await ResetAsync(app, "ada@example.com");
    }

    private static Task<ActorsApp> StartAsync(SmtpSink server, params string[] more) =>
        ActorsApp.StartNewAsync(["--Mail:Host=127.0.0.1", $"--Mail:Port={server.Port}", "--Mail:UseTls=false", "--Auth:ResetTakes=00:00:00", .. more]);

    private static async Task RegisterAsync(ActorsApp app, string email, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/register/")
        {
            Content = JsonContent.Create(new { name = "Linh", email, password = "a long password", password_confirm = "a long password" }),
        };
        request.Headers.Add("Accept-Language", language);
        using var answer = await app.Http.SendAsync(request).Soon("registering");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task ResetAsync(ActorsApp app, string email)
    {
        using var answer = await app.Http.PostAsJsonAsync("/api/auth/password/reset/", new { email }).Soon("the reset");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string BodyOf(string mail) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1].Split('\n', StringSplitOptions.RemoveEmptyEntries))));
}
