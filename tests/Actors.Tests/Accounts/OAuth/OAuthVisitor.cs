using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Tests.Harness;
using Actors.Tests.Oidc;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>A person with a browser who signs in here by a provider: it keeps our cookies and the provider's, and is at our start and callback itself.</summary>
public sealed class OAuthVisitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly OidcBrowser _browser = new();

    public OAuthVisitor(ActorsApp app)
    {
        Cookies = new CookieContainer();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = app.Address, Timeout = Within.Limit };
    }

    public CookieContainer Cookies { get; }

    /// <summary>Begins, as a page's script does: where the browser is to go.</summary>
    public async Task<Uri> StartAsync(string provider, string? token = null, string query = "")
    {
        var answer = await GetAsync($"/api/auth/oauth/{provider}/start{query}", token);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new Uri(answer.Data.Text("authorization_url"));
    }

    /// <summary>Signs in at the provider: the address to which that sends back, which is not called.</summary>
    public Task<Uri> ConsentAsync(Uri authorization, string sub = "ada") => _browser.SignInAsync(authorization, sub);

    public Task<Uri> DenyAsync(Uri authorization, string sub = "ada") => _browser.DenyAsync(authorization, sub);

    /// <summary>All the way: the answer of our callback.</summary>
    public async Task<ApiAnswer> SignInAsync(string provider, string sub = "ada", string? token = null) =>
        await GetAsync((await ConsentAsync(await StartAsync(provider, token), sub)).PathAndQuery);

    /// <summary>Asks, as a page's script does.</summary>
    public async Task<ApiAnswer> GetAsync(string path, string? token = null)
    {
        using var answer = await SendAsync(path, "application/json", token);
        return new(answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()), answer.Headers);
    }

    /// <summary>Asks as the browser itself does.</summary>
    public Task<HttpResponseMessage> VisitAsync(string path) => SendAsync(path, "text/html,application/xhtml+xml,*/*;q=0.8", null);

    public void Dispose()
    {
        _http.Dispose();
        _browser.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string accept, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request).Soon(path);
    }
}

/// <summary>Programs that know a provider.</summary>
public static class OAuthApps
{
    /// <summary>The settings for an OpenID Connect provider.</summary>
    public static string[] Settings(string name, string authority, string client, string secret, params string[] more) =>
    [
        $"--OAuth:Providers:{name}:Authority={authority}", $"--OAuth:Providers:{name}:ClientId={client}", $"--OAuth:Providers:{name}:ClientSecret={secret}",
        .. more.Select(setting => $"--OAuth:Providers:{name}:{setting}"),
    ];
}
