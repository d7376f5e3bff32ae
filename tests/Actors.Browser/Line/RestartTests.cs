namespace Actors.Browser.Line;

/// <summary>The server goes away and comes back, on the same port and with the same data.</summary>
public sealed class RestartTests(Chromium browser, RestartedHost host) : ConsoleTest(browser, host), IClassFixture<RestartedHost>
{
    public override async ValueTask InitializeAsync()
    {
        await Host.StartAsync();
        await base.InitializeAsync();
        Visitor.AllowLostConnections();
    }

    [Fact]
    public async Task A_message_that_was_written_while_the_server_was_away_is_answered_when_it_is_back()
    {
        await Console.AskAsync("你好！");
        await StopAsync();
        await Console.SayAsync("你还在吗？");
        await Expect(Console.TurnOf("你还在吗？")).ToContainTextAsync("Waits for the connection");

        await Host.StartAsync();
        await Console.Button("Try now").ClickAsync();
        await Console.OnlineAsync();
        await Expect(Console.LostBar).ToHaveCountAsync(0);
        await Expect(Console.Replies).ToHaveCountAsync(2);
        await Expect(Console.Messages).ToHaveTextAsync(["你好！", "你还在吗？"]);
    }

    [Fact]
    public async Task It_connects_again_by_itself()
    {
        await StopAsync();
        await Host.StartAsync();
        await Console.OnlineAsync();
        await Expect(Console.LostBar).ToHaveCountAsync(0);
        await Console.AskAsync("你好！");
    }

    [Fact]
    public async Task A_page_that_is_reloaded_after_a_restart_is_the_same_visitor_s()
    {
        await Console.AskAsync("你好！");
        await StopAsync();
        await Host.StartAsync();
        await Console.ReloadAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["你好！"]);
        await Expect(Console.Replies.Locator("ruby").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_message_that_she_was_answering_when_the_server_went_away_is_answered_once()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Turns.Locator(".hers")).ToBeVisibleAsync();
        await StopAsync();
        await Host.StartAsync();
        await Console.OnlineAsync();
        await Expect(Console.Replies.Locator(".vi")).ToBeVisibleAsync();
        await Console.AskAsync("再见");
        await Expect(Console.Messages).ToHaveTextAsync(["请讲一个故事", "再见"]);
        await Expect(Console.Turns).ToHaveCountAsync(2);
    }

    private async Task StopAsync()
    {
        await Host.StopAsync();
        await Expect(Console.Link).ToHaveTextAsync("No connection");
        await Expect(Console.LostBar).ToContainTextAsync("The connection is gone.");
    }
}
