namespace Actors.Browser.Harness;

/// <summary>One browser profile at the console, with any number of windows.</summary>
public sealed class Visitor
{
    private readonly IBrowserContext _context;
    private readonly PageWatch _watch;

    private Visitor(IBrowserContext context, Uri address)
    {
        _context = context;
        _watch = new PageWatch(context, address);
    }

    /// <summary>Ends when a window does what fails its test.</summary>
    public Task FirstComplaint => _watch.FirstComplaint;

    public static async Task<Visitor> ComeAsync(Chromium browser, Uri address, string language) =>
        new(await browser.NewVisitorAsync(address, language), address);

    /// <summary>Opens a window and waits until it is connected. With a wire the window's connection can be cut.</summary>
    public async Task<ConsolePage> OpenAsync(Wire? wire = null)
    {
        var page = await _context.NewPageAsync();
        if (wire is not null) await wire.LayAsync(page);
        await page.GotoAsync("/");
        var console = new ConsolePage(page);
        await console.OnlineAsync();
        return console;
    }

    /// <summary>From now on sockets may fail to connect, for the server is down on purpose.</summary>
    public void AllowLostConnections() => _watch.Allow("WebSocket connection to 'ws://");

    /// <summary>From now on the server may refuse the visitor's tokens.</summary>
    public void AllowRefusedTokens() => _watch.Allow("Failed to load resource: the server responded with a status of 401");

    /// <summary>From now on the server may refuse what the visitor asks.</summary>
    public void AllowRefusals() => _watch.Allow("Failed to load resource: the server responded with a status of 4");

    /// <summary>Opens a window at the account's page.</summary>
    public async Task<AccountPage> OpenAccountAsync(string part = "")
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/account.html{part}");
        return new AccountPage(page);
    }

    /// <summary>Opens a window at the pages of administration.</summary>
    public async Task<AdminPage> OpenAdminAsync(string part = "")
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/admin/{part}");
        return new AdminPage(page);
    }

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    /// <summary>Closes the windows and fails when one of them asked another origin or logged an error.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await _context.CloseAsync().WaitAsync(LongestEnd);
        }
        catch (TimeoutException)
        {
            // A window that is just being loaded anew can keep its context open; the browser takes both along when it ends.
        }
        Assert.Empty(_watch.Complaints);
    }
}
