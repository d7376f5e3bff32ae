namespace Actors.Browser.Mood;

/// <summary>Her mood beside the conversation, and what she calls the visitor.</summary>
public sealed class MoodTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    [Fact]
    public async Task Insults_raise_the_meter_and_change_her_face()
    {
        await Console.SulksAsync(0);
        var calm = await Console.Face.InnerHTMLAsync();
        await Console.AskAsync("你真笨");
        await Console.SulksAsync(3);
        await Console.AskAsync("你真笨");
        await Console.SulksAsync(6);
        await Expect(Console.Sulking).ToHaveAttributeAsync("aria-valuetext", "6/10, pouting");
        await Console.AskAsync("你真笨");
        await Console.SulksAsync(9);
        await Expect(Console.Sulking).ToHaveAttributeAsync("aria-valuetext", "9/10, only an apology helps");
        await Expect(Console.Sulking.Locator("i.on")).ToHaveCountAsync(9);
        Assert.NotEqual(calm, await Console.Face.InnerHTMLAsync());
        await Expect(Console.Page.Locator("#emotion")).Not.ToHaveTextAsync("calm");
    }

    [Fact]
    public async Task An_apology_lowers_the_meter()
    {
        foreach (var _ in Enumerable.Range(0, 3)) await Console.AskAsync("你真笨");
        await Console.AskAsync("对不起");
        await Console.SulksAsync(6);
    }

    [Fact]
    public async Task Her_mood_is_the_same_after_a_reload()
    {
        await Console.AskAsync("你真笨");
        await Console.AskAsync("你真笨");
        await Console.SulksAsync(6);
        var face = await Console.Face.InnerHTMLAsync();
        await Console.ReloadAsync();
        await Console.SulksAsync(6);
        await Expect(Console.Replies).ToHaveCountAsync(2);
        Assert.Equal(face, await Console.Face.InnerHTMLAsync());
    }

    [Fact]
    public async Task The_role_is_switched_and_stays_switched()
    {
        await Expect(Console.Role("师兄")).ToBeCheckedAsync();
        await Console.Role("师姐").CheckAsync();
        await Expect(Console.Role("师兄")).Not.ToBeCheckedAsync();
        await Console.AskAsync("你好！");
        await Expect(Console.Role("师姐")).ToBeCheckedAsync();
        await Expect(Console.Replies).Not.ToContainTextAsync("师兄");
        await Console.ReloadAsync();
        await Expect(Console.Role("师姐")).ToBeCheckedAsync();
    }
}
