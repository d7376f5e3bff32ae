namespace Actors.Browser.Line;

/// <summary>Browsers that keep nothing, or keep what the server does not know.</summary>
public sealed class StrangerTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    private const string Forbid = """
        for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });
        """;

    private const string Forge = """
        () => localStorage.setItem('actors.tokens', JSON.stringify({ access: 'a.b.c', refresh: 'd', user: 'e', savedAt: Date.now() }))
        """;

    [Fact]
    public async Task Where_nothing_can_be_kept_she_answers_all_the_same()
    {
        await Console.Page.AddInitScriptAsync(Forbid);
        await Console.ReloadAsync();
        await Console.AskAsync("你好！");
        await Expect(Console.Replies.Locator("ruby").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_visitor_whom_the_server_does_not_know_begins_anew_and_is_told_so()
    {
        await Console.AskAsync("你好！");
        Visitor.AllowRefusedTokens();
        await Console.Page.EvaluateAsync(Forge);
        await Console.ReloadAsync();
        await Expect(Console.Page.Locator(".notice")).ToContainTextAsync("Your earlier visit has ended");
        await Expect(Console.Welcome).ToBeVisibleAsync();
        await Console.AskAsync("你好！");
        await Expect(Console.Turns).ToHaveCountAsync(1);
    }
}
