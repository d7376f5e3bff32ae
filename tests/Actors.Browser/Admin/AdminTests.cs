namespace Actors.Browser.Admin;

/// <summary>Operators look for users and change what they may do.</summary>
public sealed class AdminTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    private readonly string _email = AccountPage.NewAddress();

    [Fact]
    public async Task A_user_is_found_disabled_and_cannot_come_in()
    {
        var account = await Visitor.OpenAccountAsync();
        await account.SignUpAsync("Bình", _email);
        Visitor.AllowRefusals();
        var admin = await OperatorAsync();
        await admin.SearchAsync(_email);
        await Expect(admin.Rows).ToHaveCountAsync(1);
        await admin.Link("Bình").ClickAsync();
        await Expect(admin.Title).ToHaveTextAsync("Bình");
        await Expect(admin.Rows).ToHaveCountAsync(1);
        await admin.Page.Locator("#access-form-status").SelectOptionAsync("disabled");
        await admin.Page.Locator("#access-form-plan").SelectOptionAsync("PREMIUM");
        await admin.Button("Save").ClickAsync();
        await Expect(admin.Said).ToHaveTextAsync("User updated");
        await Expect(admin.Page.Locator("#facts")).ToContainTextAsync("disabled");

        await Expect(account.Said).ToHaveTextAsync("Your sign-in has ended: please sign in again.");
        await account.SignInAsync(_email);
        await Expect(account.Problem("sign-in")).ToHaveTextAsync("This account is disabled.");

        await admin.Link("Audit log of this user").ClickAsync();
        await Expect(admin.Title).ToHaveTextAsync("Audit log");
        await Expect(admin.Rows.Filter(new() { HasText = "access.changed" })).ToContainTextAsync("disabled=True");
    }

    [Fact]
    public async Task Who_is_made_an_administrator_comes_in_by_his_account()
    {
        await Host.RegisterAsync("Chi", _email);
        var other = await NewVisitorAsync();
        other.AllowRefusals();
        var page = await other.OpenAdminAsync();
        await SignInAsync(page);
        await Expect(page.Page.Locator("#sign-in > [role=alert]")).ToHaveTextAsync("This account is not an administrator’s.");

        var admin = await OperatorAsync();
        await admin.SearchAsync(_email);
        await admin.Link("Chi").ClickAsync();
        await admin.Page.Locator("#access-form-role").SelectOptionAsync("ADMIN");
        await admin.Button("Save").ClickAsync();
        await Expect(admin.Said).ToHaveTextAsync("User updated");

        await SignInAsync(page);
        await Expect(page.Title).ToHaveTextAsync("Users");
        await page.SearchAsync(_email);
        await page.Link("Chi").ClickAsync();
        await Expect(page.Page.Locator("#access")).ToContainTextAsync("This is you");
        await page.Button("Sign out").ClickAsync();
        await Expect(page.Page.Locator("#sign-in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_and_pages_stand_in_the_address_and_go_back()
    {
        for (var i = 0; i < 22; i++) await Host.RegisterAsync($"Many {i}", $"{i}.{_email}");
        var admin = await OperatorAsync();
        await admin.SearchAsync(_email);
        await Expect(admin.Page.Locator(".pages")).ToContainTextAsync("1–20 of 22");
        await admin.Button("Next").ClickAsync();
        await Expect(admin.Rows).ToHaveCountAsync(2);
        await admin.Page.GoBackAsync();
        await Expect(admin.Rows).ToHaveCountAsync(20);
        await admin.Page.Locator("#filter-role").SelectOptionAsync("TUTOR");
        await Expect(admin.Rows).ToHaveTextAsync(["Nobody is like that."]);
        await admin.Page.ReloadAsync();
        await Expect(admin.Page.Locator("#filter-role")).ToHaveValueAsync("TUTOR");
    }

    [Fact]
    public async Task A_sign_in_is_ended_for_somebody()
    {
        var account = await Visitor.OpenAccountAsync();
        await account.SignUpAsync("Dung", _email);
        Visitor.AllowRefusals();
        var admin = await OperatorAsync();
        await admin.SearchAsync(_email);
        await admin.Link("Dung").ClickAsync();
        await admin.Rows.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(admin.Said).ToHaveTextAsync("Session ended");
        await Expect(admin.Rows).ToHaveTextAsync(["None is open."]);
    }

    [Theory]
    [InlineData("Anonymise", "Anonymise", "User updated")]
    [InlineData("Delete", "Delete for good", "Account deleted")]
    public async Task Who_is_to_go_is_named_before(string verb, string yes, string said)
    {
        var id = await Host.RegisterAsync("Em", _email);
        var admin = await OperatorAsync();
        await admin.SearchAsync(_email);
        await admin.Link("Em").ClickAsync();
        await admin.Button($"{verb}…").ClickAsync();
        await Expect(admin.Dialog).ToContainTextAsync($"{verb} Em?");
        await Expect(admin.Dialog).ToContainTextAsync(_email);
        await Expect(admin.Dialog).ToContainTextAsync(id);
        await admin.Dialog.GetByRole(AriaRole.Button, new() { Name = yes, Exact = true }).ClickAsync();
        await Expect(admin.Said).ToContainTextAsync($"Em: {said}");
        await admin.SearchAsync(_email);
        await Expect(admin.Rows).ToHaveTextAsync(["Nobody is like that."]);
    }

    private async Task<AdminPage> OperatorAsync()
    {
        var admin = await (await NewVisitorAsync()).OpenAdminAsync();
        await admin.EnterAsync(Host.AdminToken);
        return admin;
    }

    private async Task SignInAsync(AdminPage page)
    {
        await page.Page.Locator("#sign-in-email").FillAsync(_email);
        await page.Page.Locator("#sign-in-password").FillAsync(AccountPage.Password);
        await page.Button("Sign in").ClickAsync();
    }
}
