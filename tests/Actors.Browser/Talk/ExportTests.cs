namespace Actors.Browser.Talk;

/// <summary>The conversation as a file.</summary>
public sealed class ExportTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    [Fact]
    public async Task The_whole_conversation_is_saved_oldest_first()
    {
        await Console.AskAsync("你好");
        var reply = await ConsolePage.ChineseAsync(await Console.AskAsync("谢谢你"));
        var download = await Console.Page.RunAndWaitForDownloadAsync(() => Console.Button("Save the conversation").ClickAsync());
        Assert.Matches(@"^xiaoyue-\d{4}-\d\d-\d\d\.md$", download.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.True(text.IndexOf("你好", StringComparison.Ordinal) < text.IndexOf("谢谢你", StringComparison.Ordinal));
        Assert.Contains(reply, text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("**").Length / 2);
    }
}
