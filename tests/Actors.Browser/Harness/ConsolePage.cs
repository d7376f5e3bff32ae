using System.Text.RegularExpressions;

namespace Actors.Browser.Harness;

/// <summary>One window of the console, by what a visitor sees and does there.</summary>
public sealed partial class ConsolePage(IPage page)
{
    public IPage Page => page;

    public ILocator Field => page.Locator("#message");

    public ILocator Stop => page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true });

    public ILocator Clear => page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true });

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public ILocator Card => page.Locator("#card");

    public ILocator Progress => page.Locator("#progress");

    /// <summary>What is heard just now.</summary>
    public ILocator Heard => page.Locator(".heard");

    /// <summary>Who is signed in, and the way to the account.</summary>
    public ILocator Who => page.Locator("#who");

    public ILocator Sulking => page.GetByRole(AriaRole.Meter, new() { Name = "Sulking" });

    public ILocator Face => page.Locator("#portrait");

    public ILocator Welcome => page.Locator("#welcome");

    public ILocator Older => page.Locator("#older");

    /// <summary>How the connection is, in a word.</summary>
    public ILocator Link => page.Locator("#link");

    /// <summary>The bar that says that the connection is gone.</summary>
    public ILocator LostBar => page.Locator(".notice.lasting");

    public ILocator Turns => page.Locator("#turns > li.turn");

    /// <summary>What the visitor wrote, oldest first.</summary>
    public ILocator Messages => Turns.Locator(".mine .bubble");

    /// <summary>Her whole replies, oldest first.</summary>
    public ILocator Replies => Turns.Locator(".hers").Filter(new() { Has = page.Locator(".zh:not(.streaming)") });

    /// <summary>What she is just saying.</summary>
    public ILocator Streaming => Turns.Locator(".hers .zh.streaming");

    public ILocator Quizzes => Turns.Locator(".quiz");

    public ILocator Role(string role) => page.GetByRole(AriaRole.Radio, new() { Name = role });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>The turn in which the visitor wrote this.</summary>
    public ILocator TurnOf(string text) => Turns.Filter(new() { Has = page.Locator(".mine .bubble").GetByText(text, new() { Exact = true }) });

    public Task OnlineAsync() => Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "online");

    /// <summary>Writes a message and sends it, without waiting for an answer.</summary>
    public async Task SayAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>Writes a message and waits for her whole reply.</summary>
    public async Task<ILocator> AskAsync(string text)
    {
        var before = await Replies.CountAsync();
        await SayAsync(text);
        await Expect(Replies).ToHaveCountAsync(before + 1);
        await Expect(Stop).ToBeHiddenAsync();
        return Replies.Last;
    }

    /// <summary>How much she sulks, once it is the given level.</summary>
    public Task SulksAsync(int level) => Expect(Sulking).ToHaveAttributeAsync("aria-valuenow", $"{level}");

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await OnlineAsync();
    }

    public Task ShowAsync(int width, int height, ColorScheme scheme = ColorScheme.Light) =>
        Task.WhenAll(page.SetViewportSizeAsync(width, height), page.EmulateMediaAsync(new() { ColorScheme = scheme }));

    /// <summary>The Chinese of a reply as it was said, without the pinyin above it.</summary>
    public static async Task<string> ChineseAsync(ILocator reply) => Ruby().Replace(await reply.Locator(".zh").InnerHTMLAsync(), "");

    [GeneratedRegex("<rt.*?</rt>|<[^>]+>")]
    private static partial Regex Ruby();
}
