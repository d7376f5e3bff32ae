namespace Actors.Browser.Talk;

/// <summary>What she says, while she says it and after.</summary>
public sealed class ReplyTests(Chromium browser, PacedHost host) : ConsoleTest(browser, host)
{
    // Each length that her words had while they streamed in.
    private const string Listen = """
        () => {
          window.lengths = [];
          const look = () => {
            const said = document.querySelector('.streaming')?.textContent.length ?? 0;
            if (said > (lengths.at(-1) ?? 0)) lengths.push(said);
          };
          new MutationObserver(look).observe(document.getElementById('turns'), { childList: true, subtree: true, characterData: true });
        }
        """;

    [Fact]
    public async Task A_story_streams_and_ends_as_a_reply_with_pinyin_above_and_vietnamese_below()
    {
        await Console.Page.EvaluateAsync(Listen);
        var reply = await Console.AskAsync("请讲一个故事");
        var lengths = await Console.Page.EvaluateAsync<int[]>("() => lengths");
        Assert.True(lengths.Length > 1, $"she spoke in {lengths.Length} pieces");
        Assert.Equal((await ConsolePage.ChineseAsync(reply)).Length, lengths[^1]);
        await Expect(Console.Streaming).ToHaveCountAsync(0);

        var (character, syllable) = (reply.Locator("ruby").First, reply.Locator("ruby rt").First);
        await Expect(syllable).ToHaveTextAsync(Patterns.Syllable);
        var (below, above) = (await character.BoundingBoxAsync(), await syllable.BoundingBoxAsync());
        Assert.True(above!.Y < below!.Y + below.Height / 2, "the syllable stands above its character");

        var vietnamese = reply.Locator(".vi");
        await Expect(vietnamese).Not.ToBeEmptyAsync();
        Assert.True((await vietnamese.BoundingBoxAsync())!.Y > below.Y + below.Height / 2, "Vietnamese stands below the Chinese");
    }

    [Fact]
    public async Task Every_character_of_a_reply_has_its_syllable()
    {
        var reply = await Console.AskAsync("请讲一个故事");
        var chinese = await ConsolePage.ChineseAsync(reply);
        await Expect(reply.Locator("ruby")).ToHaveCountAsync(chinese.Count(static c => Patterns.Han.IsMatch(c.ToString())));
        foreach (var syllable in await reply.Locator("rt").AllAsync()) await Expect(syllable).ToHaveTextAsync(Patterns.Syllable);
    }

    [Fact]
    public async Task A_suggestion_is_sent_by_a_click_and_the_welcome_goes()
    {
        await Expect(Console.Welcome).ToBeVisibleAsync();
        await Console.Button("考考我").ClickAsync();
        await Expect(Console.Messages).ToHaveTextAsync(["考考我"]);
        await Expect(Console.Welcome).ToBeHiddenAsync();
        await Expect(Console.Quizzes).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Pinyin_and_Vietnamese_can_be_hidden_and_stay_hidden()
    {
        var reply = await Console.AskAsync("你好！");
        await Console.Button("Pinyin").ClickAsync();
        await Console.Button("Vietnamese").ClickAsync();
        await Expect(reply.Locator("rt").First).ToBeHiddenAsync();
        await Expect(reply.Locator(".vi")).ToBeHiddenAsync();

        await Console.ReloadAsync();
        await Expect(Console.Replies).ToHaveCountAsync(1);
        await Expect(Console.Button("Pinyin")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(Console.Replies.Locator("rt").First).ToBeHiddenAsync();
        await Console.Button("Pinyin").ClickAsync();
        await Expect(Console.Replies.Locator("rt").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Messages_that_are_sent_while_she_speaks_are_answered_in_their_order()
    {
        string[] said = ["你好！", "你叫什么名字？", "再见"];
        foreach (var text in said) await Console.SayAsync(text);
        await Expect(Console.Replies).ToHaveCountAsync(said.Length);
        await Expect(Console.Messages).ToHaveTextAsync(said);
        await Expect(Console.Turns).ToHaveCountAsync(said.Length);
    }
}
