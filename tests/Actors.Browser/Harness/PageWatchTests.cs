namespace Actors.Browser.Harness;

/// <summary>The watch over the pages sees what it is there for.</summary>
public sealed class PageWatchTests(Chromium browser, PacedHost host)
{
    [Theory]
    [InlineData("() => console.error('so')", "console: so")]
    [InlineData("() => { setTimeout(() => { throw new Error('thrown'); }); }", "uncaught: ")]
    [InlineData("() => { new WebSocket('ws://localhost:9/'); }", "another origin: ws://localhost:9/")]
    [InlineData("() => { document.body.append(Object.assign(new Image(), { src: 'http://localhost:9/a.png' })); }", "console: ")]
    [InlineData("() => { fetch('/api/nothing/'); }", "console: ")]
    public async Task What_a_page_must_not_do_fails_its_test(string misdeed, string complaint)
    {
        var visitor = await Visitor.ComeAsync(browser, host.Address, "en-US");
        var page = await visitor.OpenAsync();
        await page.Page.EvaluateAsync(misdeed);
        await visitor.FirstComplaint.Soon("the complaint");
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(visitor.LeaveAsync);
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }
}
