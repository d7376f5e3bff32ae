using System.Text.Json;
using Actors.Errors;
using Actors.Limits;
using Actors.Tests.Harness;
using Actors.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Delivery;

/// <summary>What must hold for every route there is, those of features to come included.</summary>
public sealed class RouteTableTests(InstantApp app) : IClassFixture<InstantApp>
{
    private IEnumerable<RouteEndpoint> Routes => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> Api => Routes.Where(static route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal));

    [Fact]
    public void Every_route_says_who_may_ask() => Assert.Empty(Routes.Where(static route =>
        !route.Metadata.OfType<IAllowAnonymous>().Any() && !route.Metadata.OfType<IAuthorizeData>().Any(static policy => policy.Policy is not null)).Select(NameOf));

    [Fact]
    public void No_route_is_open_and_closed() => Assert.Empty(Routes.Where(static route =>
        route.Metadata.OfType<IAllowAnonymous>().Any() && route.Metadata.OfType<IAuthorizeData>().Any()).Select(NameOf));

    [Fact]
    public void Every_route_has_a_limit_or_says_that_it_has_none() =>
        Assert.Empty(Routes.Where(static route => route.Metadata.GetMetadata<LimitMetadata>() is null).Select(NameOf));

    [Fact]
    public void Every_route_of_the_API_is_counted() =>
        Assert.Empty(Api.Where(static route => route.Metadata.GetMetadata<LimitMetadata>() is not { Class: not LimitClass.None }).Select(NameOf));

    [Fact]
    public void Every_route_of_the_API_says_what_it_is_for() => Assert.Empty(Api.Where(static route =>
        route.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null || route.Metadata.GetMetadata<IEndpointDescriptionMetadata>() is null).Select(NameOf));

    [Fact]
    public void Every_route_of_the_API_answers_with_an_envelope_or_a_file() => Assert.Empty(Api.Where(static route => !route.Metadata.OfType<IProducesResponseTypeMetadata>()
        .Any(static answer => answer.Type is { IsGenericType: true } type ? type.GetGenericTypeDefinition() == typeof(Envelope<>) : answer.ContentTypes.Contains("application/zip"))).Select(NameOf));

    [Fact]
    public void Every_admin_route_is_for_admins() => Assert.Empty(Api.Where(static route => route.RoutePattern.RawText!.Contains("/admin", StringComparison.Ordinal))
        .Where(static route => route.Metadata.OfType<IAuthorizeData>().All(static policy => policy.Policy != "admin")).Select(NameOf));

    [Fact]
    public async Task The_description_has_every_route_of_the_API_with_its_errors()
    {
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");
        foreach (var route in Api)
        {
            var path = paths.GetProperty($"/{route.RoutePattern.RawText!.Trim('/')}");
            foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                var operation = path.GetProperty(method.ToLowerInvariant());
                Assert.False(string.IsNullOrWhiteSpace(operation.Text("summary")));
                var responses = operation.GetProperty("responses");
                Assert.True(responses.TryGetProperty("429", out var limited) && responses.TryGetProperty("500", out _), $"{NameOf(route)} lacks errors.");
                Assert.Contains("RATE_LIMITED", limited.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(static example => example.Name));
                Assert.Equal(route.Metadata.OfType<IAuthorizeData>().Any(), operation.TryGetProperty("security", out var security) && security.GetArrayLength() > 0);
            }
        }
    }

    [Fact]
    public async Task A_route_that_is_not_open_answers_nobody_without_a_token()
    {
        foreach (var route in Api.Where(static route => !route.Metadata.OfType<IAllowAnonymous>().Any()))
        {
            foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Fill(route));
                using var answer = await app.Http.SendAsync(request).Soon(NameOf(route));
                Assert.Equal("UNAUTHORIZED", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).ErrorCode());
            }
        }
    }

    [Theory]
    [InlineData("ar")]
    [InlineData("zh")]
    [InlineData("vi")]
    public void Every_text_is_there_in_every_language(string language)
    {
        foreach (var key in LocalText.Keys)
        {
            var text = LocalText.Of(key);
            Assert.False(string.IsNullOrWhiteSpace(text.In(language)), $"{key} is not there in {language}.");
            if (text.English.Any(char.IsLower)) Assert.NotEqual(text.English, text.In(language));
            Assert.Equal(text.English.Contains("{0}", StringComparison.Ordinal), text.In(language).Contains("{0}", StringComparison.Ordinal));
        }
    }

    private static string NameOf(RouteEndpoint route) => route.DisplayName ?? route.RoutePattern.RawText!;

    private static string Fill(RouteEndpoint route) =>
        string.Join('/', route.RoutePattern.PathSegments.Select(static segment => segment.IsSimple && segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "x"));
}
