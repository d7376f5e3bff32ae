namespace Actors.Browser.Talk;

/// <summary>The newest words stay in sight as long as the reader does not go up.</summary>
public sealed class FollowTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    // What she says comes between a scrolling and the event that tells of it.
    private const string GrowAfterScrolling = """
        async () => {
          const scroll = document.getElementById('scroll');
          const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          scroll.scrollTop = scroll.scrollHeight - scroll.clientHeight - 40;
          await drawn();
          await drawn();
          scroll.scrollTop = scroll.scrollHeight;
          document.getElementById('turns').append(Object.assign(document.createElement('li'), { textContent: '…', style: 'height: 300px' }));
          await drawn();
          await drawn();
          return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
        }
        """;

    [Fact]
    public async Task Words_that_come_between_a_scrolling_and_its_event_are_followed()
    {
        for (var i = 1; i <= 6; i++) await Console.AskAsync($"我喜欢茶 {i}");
        await Console.Page.EvaluateAsync("() => { const s = document.getElementById('scroll'); s.scrollTop = s.scrollHeight; }");
        await Expect(Console.Page.Locator("#latest")).ToBeHiddenAsync();
        Assert.InRange(await Console.Page.EvaluateAsync<double>(GrowAfterScrolling), -1, 1);
        await Expect(Console.Page.Locator("#latest")).ToBeHiddenAsync();
    }
}
