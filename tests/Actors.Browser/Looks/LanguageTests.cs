namespace Actors.Browser.Looks;

/// <summary>The language of the page, chosen by hand; Arabic runs from right to left, her Chinese does not.</summary>
public sealed class LanguageTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task A_chosen_language_is_kept()
    {
        await Console.Page.Locator("#language").SelectOptionAsync("ar");
        await Expect(Console.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Console.OnlineAsync();
        await Expect(Console.Page.Locator("#composer button[type=submit]")).ToHaveTextAsync("إرسال");
        await Console.Page.ReloadAsync();
        await Expect(Console.Page.Locator("html")).ToHaveAttributeAsync("lang", "ar");
        await Console.Page.Locator("#language").SelectOptionAsync("en");
        await Expect(Console.Page.Locator("html")).ToHaveAttributeAsync("dir", "ltr");
    }

    [Fact]
    public async Task Chinese_and_Vietnamese_run_from_left_to_right_in_an_Arabic_page()
    {
        var arabic = await (await NewVisitorAsync("ar-EG")).OpenAsync();
        await arabic.SayAsync("你好");
        await Expect(arabic.Replies).ToHaveCountAsync(1);
        foreach (var text in (string[])[".zh", ".vi"])
        {
            Assert.Equal("ltr", await arabic.Replies.First.Locator(text).EvaluateAsync<string>("node => getComputedStyle(node).direction"));
        }
        // The panel stands on the right.
        Assert.True(await arabic.Page.EvaluateAsync<bool>("() => document.querySelector('.panel').getBoundingClientRect().left > innerWidth / 2"));
    }

    [Fact]
    public async Task On_a_small_screen_the_settings_unfold_and_fold()
    {
        await Console.ShowAsync(360, 740);
        await Expect(Console.Clear).ToBeHiddenAsync();
        await Console.Page.Locator("#more summary").ClickAsync();
        await Expect(Console.Clear).ToBeInViewportAsync(new() { Ratio = 1 });
        await Console.Field.ClickAsync();
        await Expect(Console.Clear).ToBeHiddenAsync();
    }
}
