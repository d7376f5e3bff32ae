namespace Actors.Browser.Access;

/// <summary>Text that can be read, in light and in dark.</summary>
public sealed class ContrastTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private const double Least = 4.5;

    private readonly Wire _wire = new();

    protected override Wire Wire => _wire;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_stands_out_from_its_ground(ColorScheme scheme)
    {
        await Console.ShowAsync(1280, 800, scheme);
        await ReadableAsync("welcome");
        await Console.AskAsync("考考我");
        await ReadableAsync("quiz");
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(Console.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await ReadableAsync("verdict");
        await Console.Clear.ClickAsync();
        await ReadableAsync("dialog");
        await Console.Button("Keep it").ClickAsync();
        await _wire.CutAsync();
        await Expect(Console.LostBar).ToBeVisibleAsync();
        await Console.SayAsync("你在吗？");
        await ReadableAsync("offline");
    }

    private async Task ReadableAsync(string state) =>
        Assert.Empty((await Console.Page.EvaluateAsync<string[]>(Contrast.Script, Least)).Select(found => $"{state}: {found}"));
}
