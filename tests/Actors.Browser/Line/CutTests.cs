namespace Actors.Browser.Line;

/// <summary>The line is cut while the server goes on.</summary>
public sealed class CutTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private readonly Wire _wire = new();

    protected override Wire Wire => _wire;

    [Fact]
    public async Task A_reply_that_the_cut_swallowed_is_there_when_the_line_is_mended()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Turns.Locator(".hers")).ToBeVisibleAsync();
        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Expect(Console.Stop).ToBeHiddenAsync();

        await MendAsync();
        await Expect(Console.Replies).ToHaveCountAsync(1);
        await Expect(Console.Replies.Locator(".vi")).ToBeVisibleAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["请讲一个故事"]);
        await Expect(Console.Streaming).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_window_that_was_away_shows_what_another_said_meanwhile()
    {
        var other = await Visitor.OpenAsync();
        await Console.AskAsync("你好！");
        await _wire.CutAsync();
        await other.AskAsync("再见");
        await MendAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["你好！", "再见"]);
        await Expect(Console.Replies).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_was_written_without_a_connection_survives_a_reload()
    {
        await _wire.CutAsync();
        await Console.SayAsync("第一");
        await Console.SayAsync("第二");
        await Console.Page.ReloadAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["第一", "第二"]);
        await MendAsync();
        await Expect(Console.Replies).ToHaveCountAsync(2);
        await Expect(Console.Messages).ToHaveTextAsync(["第一", "第二"]);
    }

    [Fact]
    public async Task What_cannot_wait_says_that_there_is_no_connection()
    {
        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Console.Clear.ClickAsync();
        await Console.Button("Clear it").ClickAsync();
        var notice = Console.Page.Locator(".notice", new() { HasText = "Not connected" });
        await Expect(notice).ToBeVisibleAsync();
        await notice.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_answer_that_was_given_without_a_connection_is_judged_when_it_is_back()
    {
        await Console.AskAsync("考考我");
        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(Console.Quizzes.Locator(".outcome")).ToHaveTextAsync("…");
        await MendAsync();
        await Expect(Console.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await Expect(Console.Quizzes.Locator(".option").First).ToContainTextAsync("your answer");
    }

    [Fact]
    public async Task A_role_that_could_not_be_switched_is_shown_as_it_is_when_the_line_is_mended()
    {
        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Console.Role("师姐").CheckAsync();
        await Expect(Console.Page.Locator(".notice", new() { HasText = "Not connected" })).ToBeVisibleAsync();
        await MendAsync();
        await Expect(Console.Role("师兄")).ToBeCheckedAsync();
    }

    private async Task MendAsync()
    {
        _wire.Mend();
        await Console.OnlineAsync();
        await Expect(Console.LostBar).ToHaveCountAsync(0);
    }
}
