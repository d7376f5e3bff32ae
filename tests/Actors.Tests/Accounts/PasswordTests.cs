using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Changing a password, and setting one by a code from a mail, over HTTP.</summary>
public sealed class PasswordTests : IAsyncLifetime
{
    private const string Next = "staple battery 2";

    private readonly ActorsApp _app = new("--Auth:SignInsAtOnce=10000", "--Auth:ResetTakes=00:00:00");
    private MailFolder _mails = null!;

    public async ValueTask InitializeAsync()
    {
        _mails = new MailFolder(_app.Folder);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _mails.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_changed_password_ends_all_other_sign_ins_at_once_and_keeps_this_one()
    {
        var member = await _app.JoinAsync();
        var other = await _app.SignInAsync(member.Email);
        await using var socket = await _app.ConnectAsync(token: other.Access);
        await using var hub = await _app.ConnectHubAsync(token: other.Access);
        await using var own = await _app.ConnectAsync(token: member.Access);
        var answer = await ChangeAsync(member, AccountCalls.Password);
        Assert.Equal(200, (int)answer.Status);
        Assert.False(await _app.IsGoodAsync(other.Access));
        Assert.Equal(401, (int)(await _app.RefreshAsync(other.Refresh)).Status);
        Assert.Equal(4001, await socket.CloseCodeAsync());
        Assert.Equal(4001, await hub.CloseCodeAsync());
        Assert.True(await _app.IsGoodAsync(member.Access));
        Assert.Equal("success", (await own.ChatAsync("你好")).Status());
        Assert.Equal(200, (int)(await _app.RefreshAsync(member.Refresh)).Status);
        Assert.Equal((401, "INVALID_CREDENTIALS"), (await _app.LoginAsync(member.Email)).Refusal);
        Assert.Equal(member.Id, (await _app.SignInAsync(member.Email, Next)).Id);
    }

    [Fact]
    public async Task Tokens_from_before_the_registration_end_with_a_change_too()
    {
        var guest = await _app.GuestAsync();
        var member = await _app.JoinAsync(token: guest.Access);
        await ChangeAsync(member, AccountCalls.Password);
        Assert.False(await _app.IsGoodAsync(guest.Access));
        Assert.Equal(401, (int)(await _app.RefreshAsync(guest.Refresh)).Status);
        Assert.True(await _app.IsGoodAsync(member.Access));
    }

    [Fact]
    public async Task The_present_password_is_needed_and_guesses_lock()
    {
        var member = await _app.JoinAsync();
        for (var n = 0; n < 5; n++)
        {
            var wrong = await ChangeAsync(member, "wrong one");
            Assert.Equal((400, "WRONG_PASSWORD"), wrong.Refusal);
            Assert.NotEmpty(wrong.Detail("old_password"));
        }
        Assert.Equal((429, "ACCOUNT_LOCKED"), (await ChangeAsync(member, AccountCalls.Password)).Refusal);
        Assert.Equal((429, "ACCOUNT_LOCKED"), (await _app.LoginAsync(member.Email)).Refusal);
        Assert.Empty(_mails.Files);
    }

    [Fact]
    public async Task A_new_password_is_as_long_as_any_and_not_the_address()
    {
        var member = await _app.JoinAsync();
        foreach (var next in (string[])["short", member.Email])
        {
            var answer = await _app.PostAsync("/api/auth/password/change/", new { old_password = AccountCalls.Password, new_password = next }, member.Access);
            Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
            Assert.NotEmpty(answer.Detail("new_password"));
        }
        Assert.Equal((403, "MEMBERS_ONLY"), (await ChangeAsync(await _app.GuestAsync(), "x")).Refusal);
    }

    [Theory]
    [InlineData("en", "Your code", "Your password was changed")]
    [InlineData("ar", "رمزك", "تم تغيير كلمة مرورك")]
    [InlineData("zh", "您的验证码", "您的密码已更改")]
    [InlineData("vi", "Mã của bạn", "Mật khẩu của bạn đã được đổi")]
    public async Task A_code_comes_by_mail_in_the_language_of_the_user_and_sets_a_password_once(string language, string subject, string changed)
    {
        var member = await _app.JoinAsync(language: language, name: "Nguyễn Thị Linh");
        await using var socket = await _app.ConnectAsync(token: member.Access);
        var mail = await ResetAsync(member.Email);
        Assert.Equal((member.Email, subject), (mail.To, mail.Subject));
        Assert.Contains("Nguyễn Thị Linh", mail.Body, StringComparison.Ordinal);
        Assert.Matches("^[0-9]{6}$", mail.Code);
        Assert.Equal(200, (int)(await ConfirmAsync(member.Email.ToUpperInvariant(), mail.Code)).Status);
        Assert.Equal(changed, (await _mails.NextAsync()).Subject);
        Assert.False(await _app.IsGoodAsync(member.Access));
        Assert.Equal(401, (int)(await _app.RefreshAsync(member.Refresh)).Status);
        Assert.Equal(4001, await socket.CloseCodeAsync());
        Assert.Equal((400, "INVALID_CODE"), (await ConfirmAsync(member.Email, mail.Code)).Refusal);
        Assert.Equal(member.Id, (await _app.SignInAsync(member.Email, Next)).Id);
    }

    [Fact]
    public async Task Mails_follow_the_language_and_the_name_of_the_profile()
    {
        var member = await _app.JoinAsync(language: "en");
        await _app.PutAsync("/api/auth/profile/", new { language = "vi", name = "林黛玉" }, member.Access);
        var mail = await ResetAsync(member.Email);
        Assert.Equal("Mã của bạn", mail.Subject);
        Assert.Contains("林黛玉", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_of_every_script_are_written_to()
    {
        var member = await _app.JoinAsync($"nguyễn.{Guid.NewGuid():N}@bücher.example");
        Assert.Equal(200, (int)(await ChangeAsync(member, AccountCalls.Password)).Status);
        await _mails.NextAsync();
        Assert.Matches("^[0-9]{6}$", (await ResetAsync(member.Email)).Code);
    }

    [Fact]
    public async Task Mail_that_cannot_be_sent_changes_no_answer_and_still_ends_the_other_sign_ins()
    {
        var member = await _app.JoinAsync();
        var other = await _app.SignInAsync(member.Email);
        _mails.Dispose();
        Directory.Delete(_app.Folder.File("outbox"));
        await File.WriteAllTextAsync(_app.Folder.File("outbox"), "in the way", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)(await ChangeAsync(member, AccountCalls.Password)).Status);
        Assert.False(await _app.IsGoodAsync(other.Access));
        Assert.Equal(200, (int)(await _app.PostAsync("/api/auth/password/reset/", new { email = member.Email })).Status);
    }

    [Fact]
    public async Task A_request_for_an_unknown_address_is_answered_alike_and_sends_nothing()
    {
        var member = await _app.JoinAsync();
        var known = await _app.PostAsync("/api/auth/password/reset/", new { email = member.Email }, language: "zh");
        var unknown = await _app.PostAsync("/api/auth/password/reset/", new { email = AccountCalls.NewAddress() }, language: "zh");
        Assert.Equal(known.Body.GetRawText(), unknown.Body.GetRawText());
        await _mails.NextAsync();
        Assert.Single(_mails.Files);
        Assert.Equal((400, "VALIDATION_FAILED"), (await _app.PostAsync("/api/auth/password/reset/", new { email = "no address" })).Refusal);
    }

    [Fact]
    public async Task A_reset_unlocks()
    {
        var member = await _app.JoinAsync();
        for (var n = 0; n < 5; n++) await _app.LoginAsync(member.Email, "wrong");
        Assert.Equal((429, "ACCOUNT_LOCKED"), (await _app.LoginAsync(member.Email)).Refusal);
        var mail = await ResetAsync(member.Email);
        await ConfirmAsync(member.Email, mail.Code);
        Assert.Equal(member.Id, (await _app.SignInAsync(member.Email, Next)).Id);
    }

    [Fact]
    public async Task Mails_are_for_the_owner_of_the_files_only()
    {
        await ResetAsync((await _app.JoinAsync()).Email);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(_mails.Files)));
    }

    private Task<ApiAnswer> ChangeAsync(SignedInMember member, string old) => _app.PostAsync("/api/auth/password/change/", new { old_password = old, new_password = Next }, member.Access);

    private Task<ApiAnswer> ConfirmAsync(string email, string code) => _app.PostAsync("/api/auth/password/confirm/", new { email, code, new_password = Next });

    private async Task<ReadMail> ResetAsync(string email)
    {
        Assert.Equal(200, (int)(await _app.PostAsync("/api/auth/password/reset/", new { email })).Status);
        return await _mails.NextAsync();
    }
}
