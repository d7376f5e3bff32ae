using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Resources;

namespace Actors.Texts;

/// <summary>A text for people, by its key, in the four languages of the resource files beside. Read once.</summary>
internal sealed record LocalText(string Key, string English, string Arabic, string Chinese, string Vietnamese)
{
    private static readonly FrozenDictionary<string, LocalText> All = Read();

    /// <summary>The keys that there are.</summary>
    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>The text of a key; one that does not exist is a bug.</summary>
    public static LocalText Of(string key) => All.TryGetValue(key, out var text) ? text : throw new ArgumentException($"There is no text {key}.", nameof(key));

    /// <summary>The language among ours that an Accept-Language value asks for most; English when it asks for none.</summary>
    public static string LanguageOf(string acceptLanguage)
    {
        var (best, quality) = ("en", 0.0);
        foreach (var wanted in acceptLanguage.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!StringWithQualityHeaderValue.TryParse(wanted, out var value) || (value.Quality ?? 1) <= quality) continue;
            var name = value.Value.Split('-')[0].ToLowerInvariant();
            if (name is "en" or "ar" or "zh" or "vi") (best, quality) = (name, value.Quality ?? 1);
        }
        return best;
    }

    /// <summary>The text in the language that an Accept-Language value asks for.</summary>
    public string In(string acceptLanguage) => acceptLanguage.Length == 0 ? English : LanguageOf(acceptLanguage) switch
    {
        "ar" => Arabic,
        "zh" => Chinese,
        "vi" => Vietnamese,
        _ => English,
    };

    /// <summary>The text with its places filled.</summary>
    public LocalText With(params object[] values) => values.Length == 0 ? this
        : new(Key, Fill(English, values), Fill(Arabic, values), Fill(Chinese, values), Fill(Vietnamese, values));

    private static string Fill(string text, object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private static FrozenDictionary<string, LocalText> Read()
    {
        var manager = new ResourceManager("Actors.Texts.Texts", typeof(LocalText).Assembly);
        var (english, arabic, chinese, vietnamese) = (In(manager, ""), In(manager, "ar"), In(manager, "zh"), In(manager, "vi"));
        return english.Keys.ToFrozenDictionary(static key => key, key => new LocalText(key, english[key], arabic[key], chinese[key], vietnamese[key]));
    }

    private static Dictionary<string, string> In(ResourceManager manager, string language) => manager.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(static entry => (string)entry.Key, static entry => (string)entry.Value!, StringComparer.Ordinal);
}
