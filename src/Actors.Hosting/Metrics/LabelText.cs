using System.Globalization;
using System.Text;

namespace Actors.Health;

/// <summary>Names and labels as Prometheus' text format wants them. Pure.</summary>
internal static class LabelText
{
    private const int MostValue = 200;

    /// <summary>Labels as they stand between braces, in the order of their names; empty for none.</summary>
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, value) in labels)
        {
            if (value is not null) sorted[LabelOf(label)] = Value(value);
        }
        return Join(sorted);
    }

    /// <summary>The labels of the series that takes what is too much.</summary>
    public static string Other(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, _) in labels) sorted[LabelOf(label)] = "other";
        return Join(sorted);
    }

    /// <summary>A name of a metric.</summary>
    public static string NameOf(string name) => string.Concat(name.Select(static (c, at) => char.IsAsciiLetter(c) || c == '_' || (at > 0 && char.IsAsciiDigit(c)) ? c : '_'));

    /// <summary>The text of a HELP line.</summary>
    public static string Help(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>A number.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // le is the histogram's own.
    private static string LabelOf(string label) => NameOf(label) is var name && name == "le" ? "le_" : name;

    private static string Value(object value)
    {
        var text = value switch
        {
            bool isTrue => isTrue ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (text.Length > MostValue) text = text[..MostValue];
        return Help(text).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    private static string Join(SortedDictionary<string, string> labels)
    {
        var text = new StringBuilder();
        foreach (var (label, value) in labels) text.Append(text.Length > 0 ? "," : "").Append(label).Append("=\"").Append(value).Append('"');
        return text.ToString();
    }
}
