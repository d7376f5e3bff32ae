using System.Text.RegularExpressions;

namespace Actors.Browser.Harness;

/// <summary>How Chinese and its pinyin look.</summary>
internal static partial class Patterns
{
    [GeneratedRegex(@"^[^\s<>]{1,7}$")]
    public static partial Regex Syllable { get; }

    [GeneratedRegex(@"[\u3400-\u9fff\u3007]")]
    public static partial Regex Han { get; }

    /// <summary>A code to set a password with.</summary>
    [GeneratedRegex(@"\b\d{6}\b")]
    public static partial Regex Code { get; }

    /// <summary>Anything that can be read.</summary>
    [GeneratedRegex(@"\S")]
    public static partial Regex Something { get; }
}
