using System.IO.Compression;

namespace Actors.Browser.Account;

/// <summary>What a member sees and changes of himself.</summary>
public sealed class MemberTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    private readonly string _email = AccountPage.NewAddress();

    [Fact]
    public async Task A_profile_is_kept_and_its_language_is_the_page_s()
    {
        var account = await MemberAsync();
        await account.FillAsync("profile-form", ("name", "<b>An</b>"), ("interests", "茶"));
        await account.Field("profile-form", "mbti").SelectOptionAsync("INFP");
        await account.Field("profile-form", "language").SelectOptionAsync("vi");
        await account.SubmitAsync("profile-form");
        await Expect(account.Page.Locator("html")).ToHaveAttributeAsync("lang", "vi");
        await Expect(account.Said).ToHaveTextAsync(Patterns.Something);
        await Expect(account.Field("profile-form", "name")).ToHaveValueAsync("<b>An</b>");
        await Expect(account.Field("profile-form", "interests")).ToHaveValueAsync("茶");
        await Expect(account.Field("profile-form", "mbti")).ToHaveValueAsync("INFP");
        await Expect(Console.Who).ToHaveTextAsync("<b>An</b>");
    }

    [Fact]
    public async Task The_plan_shows_what_is_used_of_it()
    {
        var account = await MemberAsync();
        await Expect(account.Page.GetByRole(AriaRole.Meter)).ToHaveCountAsync(3);
        await Expect(account.Page.GetByRole(AriaRole.Meter, new() { Name = "Conversation today" })).ToHaveAttributeAsync("aria-valuetext", "0 of 200,000 tokens");
        await Expect(account.Page.Locator("#plan")).ToContainTextAsync("0 min of 60 min");
    }

    [Fact]
    public async Task A_sign_in_elsewhere_is_ended_and_is_out()
    {
        var account = await MemberAsync();
        var elsewhere = await NewVisitorAsync();
        var there = await elsewhere.OpenAccountAsync();
        await there.SignInAsync(_email);
        await Expect(there.SignIns).ToHaveCountAsync(2);
        await account.Page.ReloadAsync();
        await Expect(account.SignIns).ToHaveCountAsync(2);
        await Expect(account.SignIns.Filter(new() { HasText = "This browser" })).ToHaveCountAsync(1);
        await account.SignIns.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(account.SignIns).ToHaveCountAsync(1);
        await Expect(account.Said).ToHaveTextAsync("Session ended");
        elsewhere.AllowRefusals();
        await there.Page.ReloadAsync();
        await Expect(there.Said).ToHaveTextAsync("Your sign-in has ended: please sign in again.");
    }

    [Fact]
    public async Task A_changed_password_ends_the_others_and_a_wrong_old_one_is_told_at_its_field()
    {
        var account = await MemberAsync();
        Visitor.AllowRefusals();
        await account.FillAsync("change", ("old_password", "wrong"), ("new_password", "another horse"));
        await account.SubmitAsync("change");
        await Expect(account.Wrong("change", "old_password")).ToHaveTextAsync("The password is wrong.");
        await account.FillAsync("change", ("old_password", AccountPage.Password));
        await account.SubmitAsync("change");
        await Expect(account.Said).ToHaveTextAsync("Password changed successfully");
        await Expect(account.Field("change", "old_password")).ToBeEmptyAsync();
        await account.Button("Sign out").ClickAsync();
        await account.SignInAsync(_email, "another horse");
        await Expect(account.Said).ToHaveTextAsync("You are signed in as An.");
        await FollowedAsync("An");
    }

    [Fact]
    public async Task Everything_that_is_known_comes_as_a_zip()
    {
        await Console.AskAsync("你好");
        var account = await MemberAsync();
        var download = await account.Page.RunAndWaitForDownloadAsync(() => account.Button("Download my data").ClickAsync());
        Assert.Matches(@"^actors-export-\d{4}-\d\d-\d\d\.zip$", download.SuggestedFilename);
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync());
        using var text = new StreamReader(await zip.GetEntry("conversation.json")!.OpenAsync());
        Assert.Contains("你好", await text.ReadToEndAsync(), StringComparison.Ordinal);
        await Expect(account.Said).ToHaveTextAsync("Your data was downloaded.");
    }

    [Fact]
    public async Task An_account_is_deleted_by_its_password_alone_and_it_is_told_what_went()
    {
        await Console.AskAsync("你好");
        var account = await MemberAsync();
        await account.Button("Delete the account").ClickAsync();
        await Expect(account.Dialog).ToContainTextAsync("Delete the account of An?");
        Visitor.AllowRefusals();
        await account.FillAsync("removal", ("password", "wrong"));
        await account.SubmitAsync("removal");
        await Expect(account.Wrong("removal", "password")).ToHaveTextAsync("The password is wrong.");
        await account.FillAsync("removal", ("password", AccountPage.Password));
        await account.SubmitAsync("removal");
        await Expect(account.Title).ToHaveTextAsync("Deleted");
        await Expect(account.Page.Locator("#gone")).ToContainTextAsync("messages: ");
        await Expect(account.Title).ToBeFocusedAsync();
        await Expect(Console.Messages).ToHaveCountAsync(0);
        await FollowedAsync("Sign in");
    }

    [Fact]
    public async Task A_guest_s_visit_is_deleted_without_a_password()
    {
        await Console.AskAsync("你好");
        var account = await Visitor.OpenAccountAsync();
        Visitor.AllowRefusals(); // the window with the conversation asks for new tokens
        await account.Button("Delete my visit").ClickAsync();
        await account.SubmitAsync("removal");
        await Expect(account.Title).ToHaveTextAsync("Deleted");
        await FollowedAsync("Sign in");
    }

    /// <summary>The window with the conversation has come back as who the browser is now.</summary>
    private async Task FollowedAsync(string who)
    {
        await Expect(Console.Who).ToHaveTextAsync(who);
        await Console.OnlineAsync();
    }

    private async Task<AccountPage> MemberAsync()
    {
        var account = await Visitor.OpenAccountAsync();
        await account.SignUpAsync("An", _email);
        return account;
    }
}
