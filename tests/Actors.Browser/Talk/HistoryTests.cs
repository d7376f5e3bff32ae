namespace Actors.Browser.Talk;

/// <summary>What was said before: after a reload, further back than a page, and cleared.</summary>
public sealed class HistoryTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    // A page of the history holds twenty turns.
    private const int Page = 20;

    [Fact]
    public async Task A_reload_shows_the_whole_conversation_again()
    {
        await Console.AskAsync("你好！");
        await Console.AskAsync("请讲一个故事");
        var before = await Console.Turns.AllInnerTextsAsync();
        await Console.ReloadAsync();
        await Expect(Console.Turns).ToHaveTextAsync(before, new() { UseInnerText = true });
        await Expect(Console.Replies.First.Locator("ruby").First).ToBeVisibleAsync();
        await Expect(Console.Older).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Older_pages_load_above_and_the_reader_stays_at_what_was_read()
    {
        for (var i = 1; i <= Page + 3; i++) await Console.AskAsync($"我喜欢茶 {i}");
        await Console.ReloadAsync();
        await Expect(Console.Messages).ToHaveCountAsync(Page);
        await Expect(Console.Messages.First).ToHaveTextAsync("我喜欢茶 4");
        await Expect(Console.Messages.Last).ToBeInViewportAsync();

        await Console.Older.ClickAsync();
        await Expect(Console.Messages).ToHaveTextAsync(Enumerable.Range(1, Page + 3).Select(static i => $"我喜欢茶 {i}"));
        await Expect(Console.Older).ToBeHiddenAsync();
        await Expect(Console.TurnOf("我喜欢茶 4")).ToBeInViewportAsync();
        await Expect(Console.TurnOf("我喜欢茶 1")).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_reader_who_scrolled_up_stays_there_and_a_button_leads_to_the_newest()
    {
        for (var i = 1; i <= 6; i++) await Console.AskAsync($"我喜欢茶 {i}");
        var newest = Console.Page.Locator("#latest");
        await Console.TurnOf("我喜欢茶 1").ScrollIntoViewIfNeededAsync();
        await Expect(newest).ToBeVisibleAsync();
        var other = await Visitor.OpenAsync();
        await Expect(other.Replies).ToHaveCountAsync(6);
        await other.AskAsync("再见");
        await Expect(Console.Replies).ToHaveCountAsync(7);
        await Expect(Console.TurnOf("我喜欢茶 1")).ToBeInViewportAsync();
        await newest.ClickAsync();
        await Expect(newest).ToBeHiddenAsync();
        await Expect(Console.Replies.Last).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task Clearing_asks_first_and_a_refusal_keeps_everything()
    {
        await Console.AskAsync("你好！");
        await Console.Clear.ClickAsync();
        await Expect(Console.Dialog).ToContainTextAsync("Clear the conversation?");
        // What does no harm is what Enter would press.
        await Expect(Console.Button("Keep it")).ToBeFocusedAsync();
        await Console.Page.Keyboard.PressAsync("Escape");
        await Expect(Console.Dialog).ToBeHiddenAsync();
        await Console.Clear.ClickAsync();
        await Console.Button("Keep it").ClickAsync();
        await Console.ReloadAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["你好！"]);
    }

    [Fact]
    public async Task Clearing_removes_everything_for_good()
    {
        await Console.AskAsync("你好！");
        await Console.Clear.ClickAsync();
        await Console.Button("Clear it").ClickAsync();
        await Expect(Console.Turns).ToHaveCountAsync(0);
        await Expect(Console.Welcome).ToBeVisibleAsync();
        await Expect(Console.Field).ToBeFocusedAsync();
        await Console.ReloadAsync();
        await Expect(Console.Welcome).ToBeVisibleAsync();
        await Expect(Console.Turns).ToHaveCountAsync(0);
        await Console.AskAsync("我回来了");
        await Expect(Console.Turns).ToHaveCountAsync(1);
    }
}
