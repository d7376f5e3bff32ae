namespace Actors.Browser.Harness;

/// <summary>A window at the account's page, by what a visitor sees and does there.</summary>
public sealed class AccountPage(IPage page)
{
    /// <summary>The password of everybody in these tests.</summary>
    public const string Password = "correct horse";

    public IPage Page => page;

    /// <summary>What the page has just said.</summary>
    public ILocator Said => page.Locator("#said");

    public ILocator Title => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator SignIns => page.Locator("#sign-in-list > li[data-id]");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    /// <summary>An address that nobody has yet.</summary>
    public static string NewAddress() => $"{Guid.NewGuid():N}@example.com";

    public ILocator Tab(string way) => page.Locator($"#tab-{way}");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Field(string form, string name) => page.Locator($"#{form}-{name}");

    /// <summary>What is wrong with a field.</summary>
    public ILocator Wrong(string form, string name) => page.Locator($"#{form}-{name}-wrong");

    /// <summary>What is wrong with a form.</summary>
    public ILocator Problem(string form) => page.Locator($"#{form} > [role=alert]");

    public Task SubmitAsync(string form) => page.Locator($"#{form} [class=main], #{form} [class=danger]").ClickAsync();

    /// <summary>Signs up and is in.</summary>
    public async Task SignUpAsync(string name, string email)
    {
        await Tab("up").ClickAsync();
        await FillAsync("sign-up", ("name", name), ("email", email), ("password", Password), ("password_confirm", Password));
        await SubmitAsync("sign-up");
        await Expect(Said).ToHaveTextAsync($"You are signed in as {name}.");
        await Expect(SignIns.First).ToBeVisibleAsync();
    }

    /// <summary>Tries to sign in.</summary>
    public async Task SignInAsync(string email, string password = Password)
    {
        await Tab("in").ClickAsync();
        await FillAsync("sign-in", ("email", email), ("password", password));
        await SubmitAsync("sign-in");
    }

    public async Task FillAsync(string form, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values) await Field(form, name).FillAsync(value);
    }
}
