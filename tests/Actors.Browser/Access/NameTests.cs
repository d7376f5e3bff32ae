namespace Actors.Browser.Access;

/// <summary>What a screen reader is told.</summary>
public sealed class NameTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private const string Interactive = "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=meter], [role=region], dialog";

    [Fact]
    public async Task Every_interactive_element_has_an_accessible_name()
    {
        await AllNamedAsync();
        await Console.AskAsync("考考我");
        await Console.Clear.ClickAsync();
        await Expect(Console.Dialog).ToBeVisibleAsync();
        await AllNamedAsync();
    }

    [Fact]
    public async Task A_reply_is_announced_whole_and_without_its_pinyin()
    {
        var reply = await Console.AskAsync("你好！");
        var spoken = Console.Page.Locator("#spoken");
        await Expect(spoken).ToHaveAttributeAsync("aria-live", "polite");
        await Expect(spoken.Locator("[lang=zh-Hans]")).ToHaveTextAsync(await ConsolePage.ChineseAsync(reply));
        await Expect(spoken.Locator("[lang=vi]")).ToHaveTextAsync(await reply.Locator(".vi").InnerTextAsync());
    }

    [Fact]
    public async Task The_page_has_one_heading_and_one_main_part_and_says_its_language()
    {
        await Expect(Console.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Expect(Console.Page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Expect(Console.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(Console.Page).ToHaveTitleAsync(Patterns.Something);
    }

    private async Task AllNamedAsync()
    {
        foreach (var element in await Console.Page.Locator(Interactive).Filter(new() { Visible = true }).AllAsync())
            await Expect(element).ToHaveAccessibleNameAsync(Patterns.Something);
    }
}
