namespace Actors.Browser.Harness;

/// <summary>The one browser of all tests: that of the system, never one that is downloaded. Each test has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Patience = 30_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } place) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = place, Args = Arguments, Timeout = 2 * Patience });
    }

    /// <summary>A visitor who has not been here before. Skips the test where there is no browser.</summary>
    public async Task<IBrowserContext> NewVisitorAsync(Uri address, string language)
    {
        Needs.Have(_browser is not null, $"no Chromium at {string.Join(" or ", Places)}");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = language,
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        _playwright?.Dispose();
    }
}
