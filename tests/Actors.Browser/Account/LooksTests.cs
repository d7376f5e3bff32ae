namespace Actors.Browser.Account;

/// <summary>The account's page can be read, fits and is used by keyboard; pictures of it are taken.</summary>
public sealed class LooksTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    [Fact]
    public async Task Strangers_members_and_dialogs_look_as_they_should()
    {
        var account = await Visitor.OpenAccountAsync();
        await PageChecks.HoldAsync(account.Page);
        await Screenshots.TakePagesAsync(account.Page, "account-in");
        await account.SignUpAsync("Nguyễn Văn An", AccountPage.NewAddress());
        await PageChecks.HoldAsync(account.Page);
        await Screenshots.TakePagesAsync(account.Page, "account");
        await account.Button("Delete the account").ClickAsync();
        await Expect(account.Dialog).ToBeVisibleAsync();
        await account.Page.Keyboard.PressAsync("Escape");
        await Expect(account.Button("Delete the account")).ToBeFocusedAsync();
        await account.Page.Locator("#language").SelectOptionAsync("ar");
        await Expect(account.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(account.SignIns.First).ToBeVisibleAsync();
        await PageChecks.HoldAsync(account.Page);
        await Screenshots.TakePagesAsync(account.Page, "account-arabic");
    }

    [Fact]
    public async Task The_ways_in_are_chosen_by_arrow_keys()
    {
        var account = await Visitor.OpenAccountAsync();
        await account.Tab("in").FocusAsync();
        await account.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(account.Tab("up")).ToBeFocusedAsync();
        await Expect(account.Field("sign-up", "name")).ToBeVisibleAsync();
        await account.Page.Keyboard.PressAsync("ArrowLeft");
        await account.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(account.Tab("reset")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(account.Field("reset", "email")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_stop_of_the_Tab_key_shows_that_it_has_the_focus()
    {
        var account = await Visitor.OpenAccountAsync();
        await Expect(account.Tab("in")).ToBeVisibleAsync();
        Assert.Superset(new HashSet<string>(["language", "tab-in", "sign-in-email", "sign-in-password", "download", "remove"]), (await PageChecks.StopsAsync(account.Page)).ToHashSet());
        await account.SignUpAsync("An", AccountPage.NewAddress());
        Assert.Superset(new HashSet<string>(["sign-out", "profile-form-name", "change-new_password", "download", "remove"]), (await PageChecks.StopsAsync(account.Page)).ToHashSet());
    }

    [Fact]
    public async Task A_password_is_shown_when_that_is_asked_for()
    {
        var account = await Visitor.OpenAccountAsync();
        await account.FillAsync("sign-in", ("password", "secret"));
        await Expect(account.Field("sign-in", "password")).ToHaveAttributeAsync("type", "password");
        await account.Page.Locator("#sign-in").GetByRole(AriaRole.Button, new() { Name = "Show the password" }).ClickAsync();
        await Expect(account.Field("sign-in", "password")).ToHaveAttributeAsync("type", "text");
    }
}
