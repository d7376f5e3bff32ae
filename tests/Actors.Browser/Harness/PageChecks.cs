namespace Actors.Browser.Harness;

/// <summary>What holds for every page: it fits, can be read, and can be used without eyes and without a mouse.</summary>
internal static class PageChecks
{
    private const double LeastContrast = 4.5;
    private const int MostStops = 60;
    private const string Interactive = "a[href], button, input, select, textarea, summary, meter, [tabindex='0'], [role=region], dialog";

    private const string Wide = """
        () => [...document.querySelectorAll('body *')]
          .filter(node => node.checkVisibility() && !node.closest('.hidden, .skip, svg, .scroll'))
          .filter(node => node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1)
          .map(node => `${node.localName}.${node.className}#${node.id}`)
          .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page scrolls'] : [])
        """;

    /// <summary>All of it, in each size and in both schemes.</summary>
    public static async Task HoldAsync(IPage page)
    {
        foreach (var element in await page.Locator(Interactive).Filter(new() { Visible = true }).AllAsync()) await Expect(element).ToHaveAccessibleNameAsync(Patterns.Something);
        await Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        foreach (var width in (int[])[360, 800, 1280])
        {
            await page.SetViewportSizeAsync(width, 800);
            Assert.Empty((await page.EvaluateAsync<string[]>(Wide)).Select(found => $"{width}: {found}"));
        }
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty((await page.EvaluateAsync<string[]>(Access.Contrast.Script, LeastContrast)).Select(found => $"{scheme}: {found}"));
        }
    }

    /// <summary>Every stop of the Tab key shows the focus; gives their names.</summary>
    public static async Task<IReadOnlyList<string>> StopsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1280, 2000); // a list that is taller than the window cannot be seen whole
        await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }");
        var stops = new List<string>();
        while (stops.Count < MostStops)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<Access.FocusStop>(Access.FocusStop.Script);
            if (stop.Name.Length == 0) break;
            Assert.True(stop.IsMarked, $"{stop.Name} does not show the focus");
            stops.Add(stop.Name);
        }
        return stops;
    }
}
