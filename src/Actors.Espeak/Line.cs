using System.Globalization;

namespace Actors.Espeak;

/// <summary>A request: one line of text, its fields with tabs between.</summary>
/// <param name="Voice">The voice, with its variant.</param>
/// <param name="Rate">Words a minute.</param>
/// <param name="Pitch">0 to 99.</param>
/// <param name="Range">0 to 99.</param>
/// <param name="Volume">0 to 200.</param>
/// <param name="Text">What to say.</param>
internal readonly record struct Line(string Voice, int Rate, int Pitch, int Range, int Volume, string Text)
{
    /// <summary>Reads a line; null when it is none.</summary>
    public static Line? Parse(string line)
    {
        if (line.Split('\t') is not [var voice, var rate, var pitch, var range, var volume, var text]) return null;
        return new(voice, Number(rate, 80, 450), Number(pitch, 0, 99), Number(range, 0, 99), Number(volume, 0, 200), text);
    }

    private static int Number(string text, int least, int most) =>
        Math.Clamp(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : least, least, most);
}
