using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Accounts;

/// <summary>An answer of the API, read.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public JsonElement Data
    {
        get
        {
            Assert.True(Body.GetProperty("success").GetBoolean(), Body.GetRawText());
            return Body.Data();
        }
    }

    /// <summary>What was refused: the status and the code.</summary>
    public (int Status, string Code) Refusal => ((int)Status, Body.Has("error_code") ? Body.ErrorCode() : $"no error: {Body.GetRawText()}");

    public string Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    /// <summary>What is wrong with a field.</summary>
    public string Detail(string field) => Body.GetProperty("details").GetProperty(field)[0].GetString()!;
}

/// <summary>Who is signed in.</summary>
public sealed record SignedInMember(string Id, string Email, string Access, string Refresh);

/// <summary>Calls of the API as a client makes them.</summary>
public static class AccountCalls
{
    public const string Password = "correct horse 1";

    /// <summary>An address that nobody has.</summary>
    public static string NewAddress() => $"{Guid.NewGuid():N}@example.com";

    public static async Task<ApiAnswer> CallAsync(this ActorsApp app, HttpMethod method, string path, object? body = null, string? token = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (language is not null) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await app.CallAsync(request);
    }

    public static async Task<ApiAnswer> CallAsync(this ActorsApp app, HttpRequestMessage request)
    {
        using var answer = await app.Http.SendAsync(request).Soon($"{request.Method} {request.RequestUri}");
        return new(answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()), answer.Headers);
    }

    public static Task<ApiAnswer> PostAsync(this ActorsApp app, string path, object? body = null, string? token = null, string? language = null) => app.CallAsync(HttpMethod.Post, path, body, token, language);

    public static Task<ApiAnswer> GetAsync(this ActorsApp app, string path, string? token = null, string? language = null) => app.CallAsync(HttpMethod.Get, path, null, token, language);

    public static Task<ApiAnswer> PutAsync(this ActorsApp app, string path, object body, string? token = null) => app.CallAsync(HttpMethod.Put, path, body, token);

    public static Task<ApiAnswer> DeleteAsync(this ActorsApp app, string path, object? body = null, string? token = null) => app.CallAsync(HttpMethod.Delete, path, body, token);

    public static Task<ApiAnswer> RegisterAsync(this ActorsApp app, string email, string password = Password, string? token = null, string? language = null, string name = "Linh") =>
        app.PostAsync("/api/auth/register/", new { name, email, password, password_confirm = password }, token, language);

    public static Task<ApiAnswer> LoginAsync(this ActorsApp app, string email, string password = Password) => app.PostAsync("/api/auth/login/", new { email, password });

    public static Task<ApiAnswer> RefreshAsync(this ActorsApp app, string refresh) => app.PostAsync("/api/auth/refresh/", new { refresh });

    public static async Task<SignedInMember> SignInAsync(this ActorsApp app, string email, string password = Password) => MemberOf(await app.LoginAsync(email, password));

    /// <summary>Somebody new, signed in.</summary>
    public static async Task<SignedInMember> JoinAsync(this ActorsApp app, string? email = null, string? token = null, string? language = null, string name = "Linh")
    {
        email ??= NewAddress();
        Assert.Equal(HttpStatusCode.Created, (await app.RegisterAsync(email, token: token, language: language, name: name)).Status);
        return await app.SignInAsync(email);
    }

    public static async Task<SignedInMember> GuestAsync(this ActorsApp app) => MemberOf(await app.PostAsync("/api/auth/guest/"));

    public static SignedInMember MemberOf(ApiAnswer login)
    {
        var user = login.Data.GetProperty("user");
        return new(user.Text("id"), user.Text("email"), login.Data.Text("access"), login.Data.Text("refresh"));
    }

    /// <summary>The access token of the operator.</summary>
    public static string OperatorToken(this ActorsApp app) => app.Services.GetRequiredService<Tokens>().Issue(new CurrentUser("operator", "ADMIN")).Access;

    /// <summary>Whether an access token is good.</summary>
    public static async Task<bool> IsGoodAsync(this ActorsApp app, string access) => (await app.GetAsync("/api/auth/profile/", access)).Status == HttpStatusCode.OK;

    public static IEnumerable<JsonElement> Results(this ApiAnswer page) => page.Data.GetProperty("results").EnumerateArray();
}
