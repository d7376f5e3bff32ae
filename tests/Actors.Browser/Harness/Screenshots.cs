using Actors.Tests.House;

namespace Actors.Browser.Harness;

/// <summary>Pictures of the console, in <c>artifacts/screenshots</c>.</summary>
internal static class Screenshots
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 800), (390, 844)];

    public static Task TakeAsync(ConsolePage console, string name) =>
        console.Page.ScreenshotAsync(new() { Path = PathOf(name), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });

    /// <summary>Whole pages that are read and filled in, in each size, light and dark.</summary>
    public static async Task TakePagesAsync(IPage page, string state)
    {
        foreach (var width in (int[])[1280, 800, 360])
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var name = $"{state}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}";
                await page.ScreenshotAsync(new() { Path = PathOf(name), FullPage = true, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
            }
        }
    }

    /// <summary>In each size, light and dark.</summary>
    public static async Task TakeAllAsync(ConsolePage console, string state)
    {
        foreach (var (width, height) in Sizes)
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await console.ShowAsync(width, height, scheme);
                await TakeAsync(console, $"{state}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
            }
        }
    }

    public static string PathOf(string name) => Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png");
}
