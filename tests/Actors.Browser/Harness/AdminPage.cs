namespace Actors.Browser.Harness;

/// <summary>A window at the pages of administration.</summary>
public sealed class AdminPage(IPage page)
{
    public IPage Page => page;

    public ILocator Said => page.Locator("#said");

    public ILocator Title => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Rows => page.Locator("tbody tr");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Comes in by a token, as an operator without an account does.</summary>
    public async Task EnterAsync(string token)
    {
        await page.Locator("#entrance summary").ClickAsync();
        await page.Locator("#paste-token").FillAsync(token);
        await Button("Show").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Users");
    }

    public async Task SearchAsync(string text)
    {
        await page.Locator("#filter-search").FillAsync(text);
        await Button("Search").ClickAsync();
    }
}
