namespace Actors.Browser.Learning;

/// <summary>Words are looked up where they stand.</summary>
public sealed class WordCardTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task A_word_that_is_touched_shows_its_entry()
    {
        var reply = await Console.AskAsync("朋友是什么意思？");
        // Either of its characters stands for the word.
        await reply.Locator("[data-at]").GetByText("友").First.ClickAsync();
        await Expect(Console.Card.GetByRole(AriaRole.Heading)).ToHaveTextAsync("朋友");
        await Expect(Console.Card.Locator(".pinyin")).ToHaveTextAsync("péng you");
        await Expect(Console.Card).ToContainTextAsync("bạn");
        await Console.Page.Keyboard.PressAsync("Escape");
        await Expect(Console.Card).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_word_is_looked_up_by_keyboard()
    {
        var reply = await Console.AskAsync("你好");
        await reply.Locator(".zh").FocusAsync();
        await Console.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(reply.Locator(".chosen")).ToHaveCountAsync(1);
        await Console.Page.Keyboard.PressAsync("Enter");
        await Expect(Console.Card).ToBeVisibleAsync();
        await Expect(Console.Card.Locator("#card-body")).ToHaveTextAsync(Patterns.Something);
        await Console.Page.Keyboard.PressAsync("Escape");
        await Expect(reply.Locator(".zh")).ToBeFocusedAsync();
    }
}
