namespace Actors.Browser.Admin;

/// <summary>The pages of administration can be read, fit and are used by keyboard; pictures of them are taken.</summary>
public sealed class AdminLooksTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    [Fact]
    public async Task Each_view_looks_as_it_should()
    {
        foreach (var (name, at) in ((string[])["Nguyễn Văn An", "王小明", "محمد علي", "Zoë"]).Select(static (name, at) => (name, at))) await Host.RegisterAsync(name, $"{at}.{AccountPage.NewAddress()}");
        var admin = await Visitor.OpenAdminAsync();
        await PageChecks.HoldAsync(admin.Page);
        await admin.EnterAsync(Host.AdminToken);
        await SeenAsync(admin, "users", "Users");
        Assert.Superset(new HashSet<string>(["sign-out", "filter-search", "filter-role", "Search"]), (await PageChecks.StopsAsync(admin.Page)).ToHashSet());
        await admin.Rows.GetByRole(AriaRole.Link).First.ClickAsync();
        await SeenAsync(admin, "user", "Zoë");
        await admin.Link("Sign-ins").ClickAsync();
        await SeenAsync(admin, "sign-ins", "Sign-ins");
        await admin.Link("Audit log").ClickAsync();
        await SeenAsync(admin, "audit", "Audit log");
        await admin.Link("Cluster").ClickAsync();
        await Expect(admin.Page.Locator("#state")).ToHaveTextAsync("This installation runs on one machine: it has no cluster.");
        await SeenAsync(admin, "cluster", "Cluster");
        await admin.Link("Users").ClickAsync();
        await Expect(admin.Title).ToHaveTextAsync("Users");
    }

    [Fact]
    public async Task The_pages_say_English_whatever_the_visitor_speaks()
    {
        var admin = await (await NewVisitorAsync("ar-EG")).OpenAdminAsync();
        await Expect(admin.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(admin.Page.Locator("label[for=sign-in-email]")).ToHaveTextAsync("Email address");
    }

    private static async Task SeenAsync(AdminPage admin, string name, string title)
    {
        await Expect(admin.Title).ToHaveTextAsync(title);
        await PageChecks.HoldAsync(admin.Page);
        await Screenshots.TakePagesAsync(admin.Page, $"admin-{name}");
    }
}
