using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Actors.Errors;

/// <summary>A page of a list.</summary>
/// <param name="Count">How many results there are in all.</param>
/// <param name="Next">The address of the next page; null on the last one.</param>
/// <param name="Previous">The address of the page before; null on the first one.</param>
/// <param name="Results">The results of this page.</param>
internal sealed record Page<T>(long Count, string? Next, string? Previous, IEnumerable<T> Results);

/// <summary>Which page of a list is wanted: the query <c>page</c> and <c>page_size</c>.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">Results a page, 10 by default.</param>
internal sealed record Paging(
    [property: FromQuery(Name = "page"), Range(1, Paging.MostPages)] int? Page,
    [property: FromQuery(Name = "page_size"), Range(1, Paging.MostSize)] int? PageSize)
{
    private const int UsualSize = 10;
    private const int MostSize = 100;
    private const int MostPages = 1_000_000;

    private int Number => Page ?? 1;

    /// <summary>How many results a page has.</summary>
    public int Limit => PageSize ?? UsualSize;

    /// <summary>How many results come before it.</summary>
    public int Offset => (Number - 1) * Limit;

    /// <summary>A page of a list as the protocol has it.</summary>
    public Page<T> Of<T>(HttpRequest request, long count, IEnumerable<T> results) => new(
        count, Number * (long)Limit < count ? Link(request, Number + 1) : null, Number > 1 ? Link(request, Number - 1) : null, results);

    private static string Link(HttpRequest request, int page)
    {
        var query = request.Query.Where(static pair => pair.Key is not "page").Append(new("page", page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(request.Path, query);
    }
}
