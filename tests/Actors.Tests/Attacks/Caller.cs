using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Attacks;

/// <summary>An answer, whole.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Code => Text.StartsWith('{') && Json.TryGetProperty("error_code", out var code) ? code.GetString() : null;

    public (HttpStatusCode, string?) Verdict => (Status, Code);

    public IEnumerable<string> AllHeaders => Headers.Concat(ContentHeaders).SelectMany(static header => header.Value.Prepend(header.Key));
}

/// <summary>Somebody who asks the API: nobody, a guest, a member or an operator.</summary>
internal sealed class Caller(HttpClient http)
{
    public const string Password = "Correct-horse-9";

    public string? Access { get; set; }

    public string Refresh { get; private set; } = "";

    public string Id { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>The sign-in, as the access token names it.</summary>
    public string Session => CodeOf(Access!).Text("sid");

    public static async Task<Caller> GuestAsync(HttpClient http) => new Caller(http).Take(await new Caller(http).PostAsync("/api/auth/guest", null));

    public static async Task<Caller> MemberAsync(HttpClient http)
    {
        var caller = new Caller(http) { Email = $"m{Guid.CreateVersion7():N}@example.com" };
        await caller.PostAsync("/api/auth/register", new { name = "Member", email = caller.Email, password = Password, password_confirm = Password });
        return caller.Take(await caller.LogInAsync());
    }

    public static Caller Operator(ActorsApp app) => new(app.Http) { Access = app.Services.GetRequiredService<Tokens>().Issue(new CurrentUser("operator", "ADMIN")).Access, Id = "operator" };

    public Task<Answer> LogInAsync(string password = Password) => PostAsync("/api/auth/login", new { email = Email, password });

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> SendAsync(HttpMethod method, string path, object? body) =>
        SendAsync(method, path, body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, Action<HttpRequestHeaders>? change)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Access is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Access);
        change?.Invoke(request.Headers);
        using var answer = await http.SendAsync(request).Soon($"{method} {path}");
        return new(answer.StatusCode, answer.Headers, answer.Content.Headers, await answer.Content.ReadAsStringAsync().Soon($"the body of {method} {path}"));
    }

    private static JsonElement CodeOf(string token) => JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));

    private Caller Take(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var data = answer.Json.Data();
        (Access, Refresh, Id) = (data.Text("access"), data.Text("refresh"), data.GetProperty("user").Text("id"));
        return this;
    }
}
