namespace Actors.Browser.Learning;

/// <summary>What was learnt, in figures, bars and words.</summary>
public sealed class ProgressTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task Before_the_first_word_it_says_so()
    {
        await Console.Button("Progress").ClickAsync();
        await Expect(Console.Progress).ToContainTextAsync("No words yet");
        await Expect(FigureOf("Days in a row")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task A_talk_and_an_answer_show_at_once()
    {
        await Console.AskAsync("我喜欢朋友");
        await Console.AskAsync("考考我");
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(Console.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await Console.Button("Progress").ClickAsync();
        await Expect(FigureOf("Days in a row")).ToHaveTextAsync("1");
        await Expect(Console.Progress.Locator(".chart .new")).ToHaveCountAsync(1);
        await Expect(Console.Progress.Locator(".learnt li").Filter(new() { HasText = "朋友" })).ToContainTextAsync("péng you");
        // The bars in words, for who cannot see them.
        await Expect(Console.Progress.Locator("figure li")).ToHaveCountAsync(1);
        await Console.Progress.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(Console.Progress).ToBeHiddenAsync();
    }

    private ILocator FigureOf(string name) => Console.Progress.Locator(".figures div").Filter(new() { HasText = name }).Locator("dd");
}
