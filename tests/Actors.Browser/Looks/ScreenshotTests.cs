namespace Actors.Browser.Looks;

/// <summary>Takes pictures of the console, to be looked at.</summary>
public sealed class ScreenshotTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    private readonly Wire _wire = new();

    protected override Wire Wire => _wire;

    [Fact]
    public async Task Screenshots_are_taken_of_each_state()
    {
        await Screenshots.TakeAllAsync(Console, "welcome");
        await Console.AskAsync("你好！");
        await Console.AskAsync("考考我");
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(Console.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await Screenshots.TakeAllAsync(Console, "chatting");

        foreach (var _ in Enumerable.Range(0, 3)) await Console.AskAsync("你真笨");
        await Console.SulksAsync(9);
        await Screenshots.TakeAllAsync(Console, "sulking");

        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Console.SayAsync("你还在吗？");
        await Screenshots.TakeAllAsync(Console, "offline");

        var arabic = await (await NewVisitorAsync("ar-EG")).OpenAsync();
        await arabic.SayAsync("你好！");
        await Expect(arabic.Replies).ToHaveCountAsync(1);
        await Screenshots.TakeAllAsync(arabic, "arabic");
        Assert.True(File.Exists(Screenshots.PathOf("offline-390-dark")));
    }
}
