namespace Actors.Browser.Talk;

/// <summary>Her questions: clicked, judged once, and remembered.</summary>
public sealed class QuizTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task A_quiz_is_answered_by_a_click_and_judged()
    {
        var quiz = await AnsweredQuizAsync();
        var outcome = quiz.Locator(".outcome");
        var isRight = await quiz.Locator(".option.wrong").CountAsync() == 0;
        await Expect(outcome).ToContainTextAsync(isRight ? "Right!" : "Not quite. The answer is: ");
        // The answer is shown whatever was chosen.
        await Expect(quiz.Locator(".option.right")).ToHaveCountAsync(1);
        await Expect(quiz.Locator(isRight ? ".option.right" : ".option.wrong")).ToContainTextAsync("your answer");
    }

    [Fact]
    public async Task A_quiz_is_judged_only_once()
    {
        var quiz = await AnsweredQuizAsync();
        var verdict = await quiz.InnerHTMLAsync();
        await quiz.Locator(".option").Last.ClickAsync(new() { Force = true });
        await Console.AskAsync("好的");
        Assert.Equal(verdict, await quiz.InnerHTMLAsync());
    }

    [Fact]
    public async Task A_verdict_is_still_there_after_a_reload()
    {
        var outcome = await (await AnsweredQuizAsync()).Locator(".outcome").InnerTextAsync();
        await Console.ReloadAsync();
        await Expect(Console.Quizzes.Locator(".outcome")).ToHaveTextAsync(outcome);
    }

    [Fact]
    public async Task A_quiz_can_be_answered_by_keyboard()
    {
        await Console.AskAsync("考考我");
        await Console.Quizzes.Locator(".option").First.FocusAsync();
        await Console.Page.Keyboard.PressAsync("Tab");
        await Console.Page.Keyboard.PressAsync("Space");
        await Expect(Console.Quizzes.Locator(".option").Nth(1)).ToContainTextAsync("your answer");
        await Expect(Console.Quizzes.Locator(".option").Nth(1)).ToBeFocusedAsync();
    }

    private async Task<ILocator> AnsweredQuizAsync()
    {
        await Console.AskAsync("考考我");
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        var quiz = Console.Quizzes.First;
        await Expect(quiz.Locator(".outcome strong")).ToBeVisibleAsync();
        return quiz;
    }
}
