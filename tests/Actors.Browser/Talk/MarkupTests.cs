namespace Actors.Browser.Talk;

/// <summary>Text is text, whoever wrote it.</summary>
public sealed class MarkupTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private const string Markup = "<img src=x onerror=alert(1)><b>你好</b> &amp; <script>alert(2)</script>";

    [Fact]
    public async Task Markup_in_a_message_is_shown_as_it_was_written()
    {
        await Console.AskAsync(Markup);
        await Expect(Console.Messages).ToHaveTextAsync([Markup]);
        await NoMarkupAsync(Console);
        await Console.ReloadAsync();
        await Expect(Console.Messages).ToHaveTextAsync([Markup]);
        await NoMarkupAsync(Console);
    }

    [Fact]
    public async Task Markup_in_a_reply_is_shown_as_it_was_said()
    {
        const string tag = "<img src=x onerror=alert(1)><b>";
        var wire = new Wire(static frame => frame.Replace("\"chinese_content\":\"", $"\"chinese_content\":\"{tag}", StringComparison.Ordinal)
            .Replace("\"vietnamese_display\":\"", $"\"vietnamese_display\":\"{tag}", StringComparison.Ordinal)
            .Replace("\"question\":\"", $"\"question\":\"{tag}", StringComparison.Ordinal)
            .Replace("\"explanation\":\"", $"\"explanation\":\"{tag}", StringComparison.Ordinal)
            .Replace("\"options\":[\"", $"\"options\":[\"{tag}", StringComparison.Ordinal));
        var page = await Visitor.OpenAsync(wire);
        var reply = await page.AskAsync("考考我");
        await Expect(reply.Locator(".zh")).ToContainTextAsync(tag);
        await Expect(reply.Locator(".vi")).ToContainTextAsync(tag);
        await Expect(reply.Locator(".question")).ToContainTextAsync(tag);
        await reply.Locator(".option").Last.ClickAsync();
        await Expect(reply.Locator(".outcome")).ToContainTextAsync(tag);
        await NoMarkupAsync(page);
    }

    private static async Task NoMarkupAsync(ConsolePage page) => await Expect(page.Turns.Locator("img, b, script")).ToHaveCountAsync(0);
}
