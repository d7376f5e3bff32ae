namespace Actors.Browser.Talk;

/// <summary>Stopping her, with the button and with the keyboard.</summary>
public sealed class StopTests(Chromium browser, SlowHost host) : ConsoleTest(browser, host), IClassFixture<SlowHost>
{
    [Fact]
    public async Task The_stop_button_interrupts_her()
    {
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Streaming).ToHaveTextAsync(Patterns.Something);
        var said = await Console.Streaming.InnerTextAsync();
        await Console.Stop.ClickAsync();

        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(Console.Streaming).ToHaveCountAsync(0);
        await Expect(Console.Replies.Locator(".feeling")).ToHaveTextAsync("Stopped");
        Assert.StartsWith(said, await ConsolePage.ChineseAsync(Console.Replies.Last), StringComparison.Ordinal);
        await Expect(Console.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_interrupts_her_before_she_says_a_word()
    {
        await Console.SayAsync("你好！");
        await Expect(Console.Turns.Locator(".typing")).ToBeVisibleAsync();
        await Console.Page.Keyboard.PressAsync("Escape");
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(Console.Turns.Locator(".failed")).ToHaveTextAsync("Stopped");
        await Expect(Console.Turns.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_stopped_is_the_same_after_a_reload()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Streaming).ToHaveTextAsync(Patterns.Something);
        await Console.Stop.ClickAsync();
        await Expect(Console.Replies).ToHaveCountAsync(1);
        var said = await ConsolePage.ChineseAsync(Console.Replies.Last);

        await Console.ReloadAsync();
        await Expect(Console.Replies).ToHaveCountAsync(1);
        Assert.Equal(said, await ConsolePage.ChineseAsync(Console.Replies.Last));
        await Expect(Console.Replies.Locator(".feeling")).ToHaveTextAsync("Stopped");
        await Expect(Console.Stop).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_reload_while_she_speaks_shows_what_she_goes_on_saying_and_she_can_still_be_stopped()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Streaming).ToHaveTextAsync(Patterns.Something);
        var said = await Console.Streaming.InnerTextAsync();
        await Console.ReloadAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["请讲一个故事"]);
        await Console.Stop.ClickAsync();
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(Console.Replies).ToHaveCountAsync(1);
        Assert.StartsWith(said, await ConsolePage.ChineseAsync(Console.Replies.Last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_is_opened_while_she_speaks_can_stop_her()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Streaming).ToHaveTextAsync(Patterns.Something);
        var other = await Visitor.OpenAsync();
        await other.Stop.ClickAsync();
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(other.Stop).ToBeHiddenAsync();
        await Expect(other.Messages).ToHaveTextAsync(["请讲一个故事"]);
        await Expect(other.Replies).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_stopped_can_be_sent_again()
    {
        await Console.SayAsync("你好！");
        await Expect(Console.Turns.Locator(".typing")).ToBeVisibleAsync();
        await Console.Stop.ClickAsync();
        await Console.Button("Send again").ClickAsync();
        await Expect(Console.Stop).ToBeVisibleAsync();
        await Expect(Console.Turns.Locator(".typing")).ToBeVisibleAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["你好！"]);
        await Console.Stop.ClickAsync();
        await Expect(Console.Stop).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Clearing_while_she_speaks_leaves_nothing()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Streaming).ToHaveTextAsync(Patterns.Something);
        await Console.Clear.ClickAsync();
        await Console.Button("Clear it").ClickAsync();
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(Console.Turns).ToHaveCountAsync(0);
    }
}
