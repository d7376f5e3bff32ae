namespace Actors.Browser.Account;

/// <summary>Coming in and going out.</summary>
public sealed class EntranceTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    private readonly string _email = AccountPage.NewAddress();

    [Fact]
    public async Task A_guest_who_signs_up_keeps_the_conversation()
    {
        await Console.AskAsync("你好");
        await Expect(Console.Who).ToHaveTextAsync("Sign in");
        await Console.Who.ClickAsync();
        var account = new AccountPage(Console.Page);
        await account.SignUpAsync("An", _email);
        await Expect(account.Title).ToHaveTextAsync("Your account");
        await account.Page.GetByRole(AriaRole.Link, new() { Name = "Back to 小月" }).ClickAsync();
        await Console.OnlineAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["你好"]);
        await Expect(Console.Who).ToHaveTextAsync("An");
        await Expect(Console.Who).ToHaveAccessibleNameAsync("Account of An");
        await Console.AskAsync("再见");
    }

    [Fact]
    public async Task After_signing_out_and_in_again_on_another_machine_she_still_knows()
    {
        await Console.AskAsync("你好");
        var account = await Visitor.OpenAccountAsync();
        await account.SignUpAsync("An", _email);
        await account.Button("Sign out").ClickAsync();
        await Expect(account.Said).ToHaveTextAsync("Logged out successfully");
        await Expect(account.Tab("in")).ToBeVisibleAsync();
        // The window with the conversation is somebody else's now.
        await Expect(Console.Messages).ToHaveCountAsync(0);
        await Expect(Console.Who).ToHaveTextAsync("Sign in");

        var elsewhere = await NewVisitorAsync();
        var there = await elsewhere.OpenAccountAsync();
        await there.SignInAsync(_email);
        await Expect(there.Said).ToHaveTextAsync("You are signed in as An.");
        var console = await elsewhere.OpenAsync();
        await Expect(console.Messages).ToHaveTextAsync(["你好"]);
    }

    [Fact]
    public async Task Another_window_follows_who_signs_in()
    {
        await Host.RegisterAsync("Bình", _email);
        await Console.AskAsync("我是客人");
        var account = await Visitor.OpenAccountAsync();
        await account.SignInAsync(_email);
        await Expect(account.Said).ToHaveTextAsync("You are signed in as Bình.");
        await Expect(Console.Who).ToHaveTextAsync("Bình");
        await Console.OnlineAsync();
        await Expect(Console.Messages).ToHaveCountAsync(0);
        await Console.AskAsync("你好");
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_five_tell_how_long_to_wait()
    {
        await Host.RegisterAsync("An", _email);
        Visitor.AllowRefusals();
        var account = await Visitor.OpenAccountAsync();
        for (var i = 0; i < 5; i++)
        {
            await account.SignInAsync(_email, $"wrong {i}");
            await Expect(account.Page.Locator("#sign-in")).ToHaveAttributeAsync("aria-busy", "false");
        }
        await Expect(account.Problem("sign-in")).ToContainTextAsync("The address or the password is wrong.");
        await account.SignInAsync(_email);
        await Expect(account.Problem("sign-in")).ToHaveTextAsync("Too many wrong passwords; try again later. Try again in 15 minutes.");
    }

    [Fact]
    public async Task A_forgotten_password_is_set_by_the_code_from_the_mail()
    {
        await Host.RegisterAsync("An", _email);
        var account = await Visitor.OpenAccountAsync("#reset");
        await account.FillAsync("reset", ("email", _email));
        await account.SubmitAsync("reset");
        await Expect(account.Field("confirm-code", "code")).ToBeFocusedAsync();
        await Expect(account.Said).ToContainTextAsync("a code is on its way");
        Visitor.AllowRefusals();
        await account.FillAsync("confirm-code", ("code", "no"), ("new_password", "a new password"));
        await account.SubmitAsync("confirm-code");
        await Expect(account.Problem("confirm-code")).ToHaveTextAsync("The code is wrong or has ended.");
        await account.FillAsync("confirm-code", ("code", await Host.CodeForAsync(_email)));
        await account.SubmitAsync("confirm-code");
        await Expect(account.Said).ToHaveTextAsync("You are signed in as An.");
    }

    [Fact]
    public async Task Where_no_guest_was_nothing_is_refused_on_the_way_in()
    {
        var stranger = await NewVisitorAsync();
        var account = await stranger.OpenAccountAsync();
        await account.SignUpAsync("An", _email);
        await Expect(account.Page.Locator("#profile .address")).ToHaveTextAsync(_email);
    }
}
