namespace Actors.Language;

/// <summary>Something said, in its three forms.</summary>
/// <param name="Chinese">In Chinese.</param>
/// <param name="Pinyin">The Chinese in pinyin, citation tones, a syllable a character, single spaces.</param>
/// <param name="Vietnamese">In Vietnamese.</param>
internal sealed record Saying(string Chinese, string Pinyin, string Vietnamese)
{
    /// <summary>One after another.</summary>
    public static Saying Join(IEnumerable<Saying> sayings)
    {
        var all = sayings.ToList();
        return new(string.Concat(all.Select(static s => s.Chinese)), string.Join(' ', all.Select(static s => s.Pinyin)),
            string.Join(' ', all.Select(static s => s.Vietnamese)).Replace(" \n", "\n", StringComparison.Ordinal));
    }

    /// <summary>Puts <paramref name="value"/> where <c>{name}</c> stands.</summary>
    public Saying With(string name, Saying value)
    {
        var mark = $"{{{name}}}";
        return new(Chinese.Replace(mark, value.Chinese, StringComparison.Ordinal), Pinyin.Replace(mark, value.Pinyin, StringComparison.Ordinal),
            Vietnamese.Replace(mark, value.Vietnamese, StringComparison.Ordinal));
    }
}
