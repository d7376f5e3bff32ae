namespace Actors.Browser.Voice;

/// <summary>Nothing runs beside these: where the machine is busy, words go first and sound is refused.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>Her voice on the page.</summary>
[Collection(typeof(AloneCollection))]
public sealed class VoiceTests(Chromium browser, SpeakingHost host) : ConsoleTest(browser, host), IClassFixture<SpeakingHost>
{
    public override async ValueTask InitializeAsync()
    {
        Needs.Have(await host.VoiceAsync() != "none", "no voice is installed");
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_reply_is_played_and_its_words_are_marked()
    {
        var reply = await Console.AskAsync("你好");
        await reply.GetByRole(AriaRole.Button, new() { Name = "Listen" }).ClickAsync();
        await Expect(Console.Heard.First).ToBeVisibleAsync();
        // To its end.
        await Expect(reply.GetByRole(AriaRole.Button, new() { Name = "Listen" })).ToBeVisibleAsync();
        await Expect(Console.Heard).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Playing_stops_by_a_click_and_by_a_message()
    {
        var story = await Console.AskAsync("请讲一个故事");
        var (listen, stop) = (story.GetByRole(AriaRole.Button, new() { Name = "Listen" }), story.GetByRole(AriaRole.Button, new() { Name = "Stop speaking" }));
        await listen.ClickAsync();
        await Expect(Console.Heard.First).ToBeVisibleAsync();
        await stop.ClickAsync();
        await Expect(Console.Heard).ToHaveCountAsync(0);
        await listen.ClickAsync();
        await Expect(Console.Heard.First).ToBeVisibleAsync();
        await Console.SayAsync("谢谢");
        await Expect(Console.Heard).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Replies_speak_by_themselves_when_that_is_wanted_and_still_after_a_reload()
    {
        await Console.Button("Speak replies").ClickAsync();
        await Console.OnlineAsync();
        await Console.AskAsync("请讲一个故事");
        await Expect(Console.Heard.First).ToBeVisibleAsync();
        await Console.ReloadAsync();
        await Expect(Console.Button("Speak replies")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task The_speed_is_kept()
    {
        await Console.Page.Locator("#speed").SelectOptionAsync("0.8");
        await Console.ReloadAsync();
        await Expect(Console.Page.Locator("#speed")).ToHaveValueAsync("0.8");
    }
}
