namespace Actors.Browser.Access;

/// <summary>The console without a mouse.</summary>
public sealed class KeyboardTests(Chromium browser, SlowHost host) : ConsoleTest(browser, host), IClassFixture<SlowHost>
{
    private const int MostStops = 40;

    private IKeyboard Keyboard => Console.Page.Keyboard;

    [Fact]
    public async Task Tab_reaches_the_field_Enter_sends_and_Escape_stops()
    {
        await LeaveTheFieldAsync();
        await TabToAsync(Console.Field);
        await Keyboard.TypeAsync("你好！");
        await Keyboard.PressAsync("Shift+Enter");
        await Keyboard.TypeAsync("再见");
        await Keyboard.PressAsync("Enter");
        await Expect(Console.Messages).ToHaveTextAsync(["你好！\n再见"], new() { UseInnerText = true });
        await Expect(Console.Field).ToBeEmptyAsync();
        await Expect(Console.Stop).ToBeVisibleAsync();
        await Keyboard.PressAsync("Escape");
        await Expect(Console.Stop).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_field_has_the_focus_at_first_and_the_first_Tab_stop_leads_to_it()
    {
        await Expect(Console.Field).ToBeFocusedAsync();
        await LeaveTheFieldAsync();
        await Keyboard.PressAsync("Tab");
        var skip = Console.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the message field" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
        await Keyboard.PressAsync("Enter");
        await Expect(Console.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_stop_button_is_pressed_by_keyboard_and_the_focus_returns_to_the_field()
    {
        await Console.SayAsync("请讲一个故事");
        await Expect(Console.Stop).ToBeVisibleAsync();
        await Keyboard.PressAsync("Tab");
        await Expect(Console.Stop).ToBeFocusedAsync();
        await Keyboard.PressAsync("Enter");
        await Expect(Console.Stop).ToBeHiddenAsync();
        await Expect(Console.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Enter_that_ends_the_composing_of_characters_does_not_send()
    {
        var input = await Console.Page.Context.NewCDPSessionAsync(Console.Page);
        await input.SendAsync("Input.imeSetComposition", new() { ["text"] = "ni", ["selectionStart"] = 2, ["selectionEnd"] = 2 });
        await Keyboard.PressAsync("Enter");
        await input.SendAsync("Input.insertText", new() { ["text"] = "你" });
        await Expect(Console.Field).ToHaveValueAsync(Patterns.Han);
        await Expect(Console.Turns).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_role_is_chosen_by_arrow_keys()
    {
        await LeaveTheFieldAsync();
        await TabToAsync(Console.Role("师兄"));
        await Keyboard.PressAsync("ArrowRight");
        await Expect(Console.Role("师姐")).ToBeFocusedAsync();
        await Expect(Console.Role("师姐")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Every_stop_of_the_Tab_key_shows_that_it_has_the_focus()
    {
        await LeaveTheFieldAsync();
        var stops = new List<string>();
        while (stops.Count < MostStops)
        {
            await Keyboard.PressAsync("Tab");
            var stop = await Console.Page.EvaluateAsync<FocusStop>(FocusStop.Script);
            if (stop.Name.Length == 0 || stops.Contains(stop.Name)) break;
            Assert.True(stop.IsMarked, $"{stop.Name} does not show the focus");
            stops.Add(stop.Name);
        }
        Assert.Superset(new HashSet<string>(["pinyin", "vietnamese", "clear", "scroll", "message"]), stops.ToHashSet());
    }

    // Past the last stop; the next is the first.
    private async Task LeaveTheFieldAsync() => Assert.True(await TabbedToAsync(Console.Page.Locator("body")));

    private async Task TabToAsync(ILocator target) => Assert.True(await TabbedToAsync(target), $"the Tab key does not lead to {target}");

    private async Task<bool> TabbedToAsync(ILocator target)
    {
        for (var i = 0; i < MostStops; i++)
        {
            await Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("node => node === document.activeElement")) return true;
        }
        return false;
    }
}
