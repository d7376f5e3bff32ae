using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Language;

/// <summary>Which of several entries of one word is the usual one. Pure.</summary>
internal static partial class CedictSenses
{
    /// <summary>The penalty from which an entry is a name.</summary>
    public const int Name = 4;

    private const int OnlyRefers = 3;

    /// <summary>The meanings.</summary>
    public static IReadOnlyList<string> Of(in JsonElement entry) => [.. entry.GetProperty("english"u8).EnumerateArray().Select(static sense => sense.GetString()!)];

    /// <summary>How far an entry is from the usual one: names and mere references are far, words for books near.</summary>
    public static int PenaltyOf(JsonElement entry)
    {
        var senses = Of(entry);
        var penalty = entry.GetProperty("pinyin"u8).GetString()!.Any(char.IsAsciiLetterUpper) ? Name : 0;
        if (senses.All(static sense => Refers().IsMatch(sense))) return penalty + OnlyRefers;
        return penalty + (Rare().IsMatch(senses[0]) ? 1 : 0);
    }

    [GeneratedRegex("^(?:old |Japanese |erroneous |ancient )?variant of |^surname |^erhua variant|^see ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Refers();

    [GeneratedRegex(@"variant of|^surname |^\(bound form\) used in|^used in |^\(old\)|^\(archaic\)|^abbr\. for|^see |^\(dialect\)|^\(literary\)|^also pr\.|\(Tw\)|^\(Taiwan|Taiwan pr", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rare();
}
