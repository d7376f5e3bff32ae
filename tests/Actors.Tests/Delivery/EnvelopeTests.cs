using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>The one shape of every answer below <c>/api</c>, and request ids.</summary>
public sealed class EnvelopeTests(InstantApp app) : IClassFixture<InstantApp>
{
    public static TheoryData<string, string, string?, int, string> Wrong => new()
    {
        { "GET", "/api/nothing/", null, 404, "NOT_FOUND" },
        { "GET", "/api", null, 404, "NOT_FOUND" },
        { "POST", "/api/auth/nothing", "{}", 404, "NOT_FOUND" },
        { "DELETE", "/API/nothing", null, 404, "NOT_FOUND" },
        { "GET", "/api/auth/guest/", null, 405, "METHOD_NOT_ALLOWED" },
        { "GET", "/api/auth/refresh", null, 405, "METHOD_NOT_ALLOWED" },
        { "PUT", "/api/auth/refresh/", "{}", 405, "METHOD_NOT_ALLOWED" },
        { "POST", "/api/auth/refresh/", "{", 400, "INVALID_JSON" },
        { "POST", "/api/auth/refresh/", "", 400, "INVALID_JSON" },
        { "POST", "/api/auth/refresh/", "null", 400, "INVALID_JSON" },
        { "POST", "/api/auth/refresh/", "[]", 400, "INVALID_JSON" },
        { "POST", "/api/auth/refresh/", "{\"refresh\":5}", 400, "VALIDATION_FAILED" },
        { "POST", "/api/auth/refresh/", "{\"refresh\":\"\ud800\"}", 401, "UNAUTHORIZED" },
        { "POST", "/api/auth/refresh/", "{}", 401, "UNAUTHORIZED" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_answered_by_an_envelope(string method, string path, string? body, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var envelope = await ErrorAsync(request, status);
        Assert.Equal(code, envelope.ErrorCode());
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/refresh/") { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", (await ErrorAsync(request, 415)).ErrorCode());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/refresh/") { Content = new StringContent("{\"a\":\"" + new string('x', 2 << 20) + "\"}", Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        Assert.Equal("PAYLOAD_TOO_LARGE", (await ErrorAsync(request, 413)).ErrorCode());
    }

    [Theory]
    [InlineData("ar", "لا شيء هنا.")]
    [InlineData("zh-CN,en;q=0.5", "这里什么也没有。")]
    [InlineData("vi", "Không có gì ở đây.")]
    [InlineData("fr,ar;q=0.3", "لا شيء هنا.")]
    [InlineData("fr", "There is nothing here.")]
    [InlineData("", "There is nothing here.")]
    public async Task The_message_follows_the_language_and_English_and_Arabic_are_always_there(string language, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing");
        if (language.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var envelope = await ErrorAsync(request, 404);
        Assert.Equal((message, "There is nothing here.", "لا شيء هنا."), (envelope.Text("message"), envelope.Text("en"), envelope.Text("ar")));
    }

    [Fact]
    public async Task A_good_answer_has_the_same_shape()
    {
        var answer = await app.Http.PostAsync("/api/auth/guest/", null);
        var envelope = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.True(envelope.GetProperty("success").GetBoolean());
        Assert.Equal(("success", 200), (envelope.Status(), envelope.Number("code")));
        Assert.All(new[] { "message", "en", "ar" }, name => Assert.NotEmpty(envelope.Text(name)));
        Assert.False(envelope.Has("error_code"));
    }

    [Theory]
    [InlineData("abc-123_X.y:z", true)]
    [InlineData("with space", false)]
    [InlineData("<script>", false)]
    public async Task A_sound_request_id_comes_back_and_another_is_replaced(string id, bool isSound)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing");
        request.Headers.TryAddWithoutValidation("X-Request-ID", id);
        using var answer = await app.Http.SendAsync(request);
        var given = Assert.Single(answer.Headers.GetValues("X-Request-ID"));
        Assert.Equal(isSound, given == id);
        Assert.Equal(given, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("trace_id"));
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/api/nothing")]
    [InlineData("/nothing")]
    public async Task Every_answer_has_a_request_id_of_its_own(string path)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await app.Http.GetAsync(path);
            Assert.True(ids.Add(Assert.Single(answer.Headers.GetValues("X-Request-ID"))));
        }
    }

    private async Task<JsonElement> ErrorAsync(HttpRequestMessage request, int status)
    {
        using var answer = await app.Http.SendAsync(request).Soon("the answer");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/json", "utf-8"), answer.Content.Headers.ContentType);
        var envelope = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(envelope.GetProperty("success").GetBoolean());
        Assert.Equal(("error", status), (envelope.Status(), envelope.Number("code")));
        Assert.NotEmpty(envelope.Text("trace_id"));
        return envelope;
    }
}
