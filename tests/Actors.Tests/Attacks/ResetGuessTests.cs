using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Guessing the code that sets a password.</summary>
public sealed partial class ResetGuessTests : IAsyncLifetime
{
    private const string NewPassword = "Another-horse-10";

    private readonly ActorsApp _app = new("--Auth:ResetTakes=00:00:00.05", "--Auth:SignInsAtOnce=1000");

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_code_of_the_mail_sets_the_password_once()
    {
        var (member, code) = await WithCodeAsync();
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(member, code)).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_CODE"), (await ConfirmAsync(member, code)).Verdict);
        Assert.Equal(HttpStatusCode.OK, (await member.LogInAsync(NewPassword)).Status);
    }

    [Fact]
    public async Task After_five_wrong_ones_the_right_one_is_wrong_too()
    {
        var (member, code) = await WithCodeAsync();
        for (var n = 1; n <= 5; n++) Assert.Equal((HttpStatusCode.BadRequest, "INVALID_CODE"), (await ConfirmAsync(member, Another(code, n))).Verdict);
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_CODE"), (await ConfirmAsync(member, code)).Verdict);
        Assert.Equal(HttpStatusCode.OK, (await member.LogInAsync()).Status);
    }

    [Fact]
    public async Task Guesses_at_once_are_counted_as_exactly()
    {
        var (member, code) = await WithCodeAsync();
        // The right one is the last of 50 that arrive together: were they not counted one by one it would be looked at.
        var guesses = Enumerable.Range(1, 50).Select(n => ConfirmAsync(member, Another(code, n))).ToList();
        await Task.WhenAll(guesses.Take(5)).Soon("the first guesses");
        var right = await ConfirmAsync(member, code);
        Assert.All(await Task.WhenAll(guesses), static answer => Assert.Equal("INVALID_CODE", answer.Code));
        Assert.Equal("INVALID_CODE", right.Code);
        Assert.Equal(HttpStatusCode.OK, (await member.LogInAsync()).Status);
    }

    [Fact]
    public async Task A_new_code_ends_the_old_one_and_there_are_five_an_hour()
    {
        var (member, first) = await WithCodeAsync();
        for (var n = 2; n <= 8; n++) await member.PostAsync("/api/auth/password/reset", new { email = member.Email });
        await MailsAsync(5);
        // Codes come one after another: when this has been looked at, those before it have been made.
        Assert.Equal("INVALID_CODE", (await ConfirmAsync(member, first)).Code);
        Assert.Equal(5, Directory.GetFiles(_app.Folder.File("outbox"), "*.eml").Length);
    }

    [Fact]
    public async Task A_code_of_one_address_is_no_good_for_another()
    {
        var (_, code) = await WithCodeAsync();
        var other = await Caller.MemberAsync(_app.Http);
        Assert.Equal("INVALID_CODE", (await ConfirmAsync(other, code)).Code);
    }

    [Fact]
    public async Task A_reset_ends_every_sign_in()
    {
        var (member, code) = await WithCodeAsync();
        await ConfirmAsync(member, code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Caller(_app.Http).PostAsync("/api/auth/refresh", new { refresh = member.Refresh })).Status);
    }

    private static string Another(string code, int by) => ((int.Parse(code, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private Task<Answer> ConfirmAsync(Caller member, string code) => new Caller(_app.Http).PostAsync("/api/auth/password/confirm", new { email = member.Email, code, new_password = NewPassword });

    private async Task<(Caller Member, string Code)> WithCodeAsync()
    {
        var member = await Caller.MemberAsync(_app.Http);
        Assert.Equal(HttpStatusCode.OK, (await member.PostAsync("/api/auth/password/reset", new { email = member.Email })).Status);
        var mail = Assert.Single(await MailsAsync(1));
        return (member, CodeIn(mail));
    }

    private static string CodeIn(string mail)
    {
        var body = mail[(mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        if (mail.Contains("base64", StringComparison.OrdinalIgnoreCase)) body = Encoding.UTF8.GetString(Convert.FromBase64String(body));
        return SixDigits().Match(body).Value;
    }

    /// <summary>The mails, when there are as many.</summary>
    private async Task<string[]> MailsAsync(int count)
    {
        var outbox = Directory.CreateDirectory(_app.Folder.File("outbox")).FullName;
        using var watcher = new FileSystemWatcher(outbox, "*.eml");
        var arrived = new SemaphoreSlim(0);
        watcher.Created += (_, _) => arrived.Release();
        watcher.Renamed += (_, _) => arrived.Release();
        watcher.EnableRaisingEvents = true;
        while (Directory.GetFiles(outbox, "*.eml").Length < count) await arrived.WaitAsync(TimeSpan.FromSeconds(1)).Soon("a mail");
        return await Task.WhenAll(Directory.GetFiles(outbox, "*.eml").Select(static file => File.ReadAllTextAsync(file)));
    }

    [GeneratedRegex("(?<![0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex SixDigits();
}
