namespace Actors.Browser.Voice;

/// <summary>Where nothing speaks, nothing offers to.</summary>
public sealed class SilenceTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task Without_a_voice_there_is_no_button_for_one()
    {
        var reply = await Console.AskAsync("你好");
        await Expect(reply.Locator(".play")).ToBeHiddenAsync();
        await Expect(Console.Page.Locator("#autoplay")).ToBeHiddenAsync();
    }
}
