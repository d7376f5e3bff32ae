namespace Actors.Browser.Talk;

/// <summary>Two windows of one browser: one visitor, one conversation.</summary>
public sealed class WindowsTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private ConsolePage _other = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = await Visitor.OpenAsync();
    }

    [Fact]
    public async Task What_is_said_in_one_window_is_seen_in_both()
    {
        var reply = await Console.AskAsync("你好！");
        await Expect(_other.Messages).ToHaveTextAsync(["你好！"]);
        await Expect(_other.Replies).ToHaveTextAsync([await reply.TextContentAsync() ?? ""]);

        await _other.AskAsync("再见");
        await Expect(Console.Messages).ToHaveTextAsync(["你好！", "再见"]);
        await Expect(Console.Replies).ToHaveCountAsync(2);
        await Expect(Console.Turns).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_answer_in_one_window_is_judged_in_both()
    {
        await Console.AskAsync("考考我");
        await _other.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(_other.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await Expect(Console.Quizzes.Locator(".outcome")).ToHaveTextAsync(await _other.Quizzes.Locator(".outcome").InnerTextAsync());
    }

    [Fact]
    public async Task Her_mood_and_her_word_for_the_visitor_are_the_same_in_both()
    {
        await Console.AskAsync("你真笨");
        await Console.SulksAsync(3);
        await _other.SulksAsync(3);
        await _other.Role("师姐").CheckAsync();
        await Expect(Console.Role("师姐")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Clearing_in_one_window_clears_both()
    {
        await Console.AskAsync("你好！");
        await Expect(_other.Turns).ToHaveCountAsync(1);
        // What is behind another window is drawn, and so clicked, but once a second.
        await Console.Page.BringToFrontAsync();
        await Console.Clear.ClickAsync();
        await Console.Button("Clear it").ClickAsync();
        await Expect(Console.Welcome).ToBeVisibleAsync();
        await Expect(_other.Welcome).ToBeVisibleAsync();
        await Expect(_other.Turns).ToHaveCountAsync(0);
    }
}
