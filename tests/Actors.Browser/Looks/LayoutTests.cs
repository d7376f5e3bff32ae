namespace Actors.Browser.Looks;

/// <summary>The page fits into its window.</summary>
public sealed class LayoutTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    // What reaches out of the window at a side, though nothing scrolls there.
    private const string Wide = """
        () => [...document.querySelectorAll('body *')]
          .filter(node => node.checkVisibility() && !node.closest('.hidden, .skip, svg'))
          .filter(node => node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1)
          .map(node => `${node.localName}.${node.className}`)
          .concat([document.documentElement, document.body, ...document.querySelectorAll('.scroll, .panel')]
            .filter(node => node.scrollWidth > node.clientWidth).map(node => `${node.localName}.${node.className} scrolls`))
        """;

    [Theory]
    [InlineData(360, 740)]
    [InlineData(800, 900)]
    [InlineData(1280, 800)]
    public async Task Nothing_is_wider_than_the_window(int width, int height)
    {
        await Console.ShowAsync(width, height);
        await FitsAsync(Console);
        await Console.AskAsync("考考我");
        await Console.Quizzes.Locator(".option").First.ClickAsync();
        await Expect(Console.Quizzes.Locator(".outcome strong")).ToBeVisibleAsync();
        await Console.AskAsync("请讲一个故事");
        await Console.AskAsync(new string('长', 60) + " " + new string('w', 120));
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Console.ShowAsync(width, height, scheme);
            await FitsAsync(Console);
        }
        await Expect(Console.Field).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task The_two_schemes_differ()
    {
        var light = await GroundAsync();
        await Console.ShowAsync(1280, 800, ColorScheme.Dark);
        Assert.NotEqual(light, await GroundAsync());
    }

    [Theory]
    [InlineData("vi-VN", "Gửi")]
    [InlineData("zh-CN", "发送")]
    [InlineData("ar-EG", "إرسال")]
    [InlineData("fr-FR", "Send")]
    public async Task The_page_speaks_the_visitor_s_language(string language, string send)
    {
        var page = await (await NewVisitorAsync(language)).OpenAsync();
        await Expect(page.Page.Locator("#composer button[type=submit]")).ToHaveTextAsync(send);
        await page.ShowAsync(360, 740);
        await FitsAsync(page);
    }

    private static async Task FitsAsync(ConsolePage page) => Assert.Empty(await page.Page.EvaluateAsync<string[]>(Wide));

    private Task<string> GroundAsync() => Console.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
