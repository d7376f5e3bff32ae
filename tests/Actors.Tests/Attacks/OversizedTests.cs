using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Bodies that are too long, too deep, too wide or no JSON at all.</summary>
public sealed class OversizedTests(InstantApp app) : IClassFixture<InstantApp>
{
    private const int Mega = 1 << 20;

    public static TheoryData<string> Kinds => ["deep arrays", "deep objects", "wide", "a long number", "a long name", "escapes", "same names", "no end", "white space", "NUL", "UTF-16", "BOM", "comment"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_odd_within_the_limit_is_refused_at_once(string kind)
    {
        using var body = new ByteArrayContent(Odd(kind));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        var answer = await new Caller(app.Http).SendAsync(HttpMethod.Post, "/api/auth/login", body, null);
        Assert.True(answer.Code is "INVALID_JSON" or "VALIDATION_FAILED" or "INVALID_CREDENTIALS", $"{kind}: {answer.Status} {answer.Text}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_longer_than_a_mebibyte_is_refused_on_every_route_with_and_without_a_length(bool hasLength)
    {
        var member = await Caller.MemberAsync(app.Http);
        foreach (var operation in (await ApiDescription.ReadAsync(app.Http)).Where(static operation => operation.Example is not null && !operation.Path.Contains("/admin", StringComparison.Ordinal)))
        {
            using var body = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 2 * Mega)}}"}""")));
            body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
            var answer = await member.SendAsync(operation.Method, operation.AddressWith(null, ""), body, headers =>
            {
                headers.ExpectContinue = true; // so that a refusal is read, and no pipe is broken
                headers.TransferEncodingChunked = !hasLength;
            });
            Assert.True(answer.Verdict == (HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE"), $"{operation.Method} {operation.Path}: {answer.Text}");
        }
    }

    [Fact]
    public async Task A_packed_body_is_not_unpacked()
    {
        using var body = new ByteArrayContent([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        body.Headers.ContentEncoding.Add("gzip");
        Assert.Equal("INVALID_JSON", (await new Caller(app.Http).SendAsync(HttpMethod.Post, "/api/auth/login", body, null)).Code);
    }

    [Fact]
    public async Task Headers_that_are_too_many_or_too_long_are_refused()
    {
        var caller = new Caller(app.Http);
        var longOne = await caller.SendAsync(HttpMethod.Get, "/api/auth/profile", null, static headers => headers.Add("X-Long", new string('x', 40_000)));
        var many = await caller.SendAsync(HttpMethod.Get, "/api/auth/profile", null, static headers => Enumerable.Range(0, 200).ToList().ForEach(n => headers.Add($"X-{n}", "x")));
        Assert.All((Answer[])[longOne, many], static answer => Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.Status));
    }

    [Fact]
    public async Task A_token_of_thirty_thousand_characters_is_none() =>
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), (await new Caller(app.Http) { Access = new string('a', 30_000) }.GetAsync("/api/auth/profile")).Verdict);

    private static byte[] Odd(string kind) => kind switch
    {
        "deep arrays" => Utf8(new string('[', Mega - 16)),
        "deep objects" => Utf8(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
        "wide" => Utf8($"{{{string.Join(',', Enumerable.Range(0, 80_000).Select(static n => $"\"a{n}\":0"))}}}"),
        "a long number" => Utf8($$"""{"email":{{new string('9', 900_000)}}}"""),
        "a long name" => Utf8($$"""{"{{new string('a', 900_000)}}":1}"""),
        "escapes" => Utf8($$"""{"email":"{{string.Concat(Enumerable.Repeat("\\u0061", 150_000))}}","password":"x"}"""),
        "same names" => Utf8("""{"email":"a@example.com","password":"x","email":"b@example.com"}"""),
        "no end" => Utf8("""{"email":"a@example.com","password":"""),
        "white space" => Utf8(new string(' ', 900_000)),
        "NUL" => new byte[1000],
        "UTF-16" => Encoding.Unicode.GetBytes("""{"email":"a@example.com","password":"x"}"""),
        "BOM" => [0xEF, 0xBB, 0xBF, .. Utf8("{}")],
        _ => Utf8("""/* x */ {"email":"a@example.com","password":"x"}"""),
    };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
