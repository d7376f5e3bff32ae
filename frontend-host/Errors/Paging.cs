using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Actors.Errors;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Size">Results a page.</param>
internal readonly record struct Paging(int Number, int Size)
{
    private const int UsualSize = 10;
    private const int MostSize = 100;
    private const int MostPages = 1_000_000;

    /// <summary>How many results come before it.</summary>
    public int Offset => (Number - 1) * Size;

    /// <summary>Reads <c>page</c> and <c>page_size</c>; null when they are no numbers or out of bounds.</summary>
    public static Paging? Of(HttpRequest request) =>
        Read(request, "page", 1, MostPages) is { } page && Read(request, "page_size", UsualSize, MostSize) is { } size ? new(page, size) : null;

    /// <summary>A page of a list as the protocol has it.</summary>
    public object Page(HttpRequest request, long count, IEnumerable<object> results) => new
    {
        count,
        next = Number * (long)Size < count ? Link(request, Number + 1) : null,
        previous = Number > 1 ? Link(request, Number - 1) : null,
        results,
    };

    private static int? Read(HttpRequest request, string name, int usual, int most)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
    }

    private static string Link(HttpRequest request, int page)
    {
        var query = request.Query.Where(static pair => pair.Key is not ("page" or "access_token")).Append(new("page", page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(request.Path, query);
    }
}
