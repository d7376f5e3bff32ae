using System.Net;
using Actors.Tests.Harness;

namespace Actors.Tests.Oidc;

/// <summary>
/// A person's browser at a provider: follows redirects with cookies, fills in who it is, consents or denies, and stops at the redirect
/// back to the client. Who signed in stays signed in: another person needs another browser.
/// </summary>
public sealed class OidcBrowser : IDisposable
{
    private const int MostSteps = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { Timeout = Within.Limit };

    /// <summary>Signs in and consents: the redirect back, with code and state, which is not called.</summary>
    public Task<Uri> SignInAsync(Uri authorizationUrl, string sub) => GoAsync(authorizationUrl, new() { ["login"] = sub, ["consent"] = "yes" });

    /// <summary>Signs in and does not consent: the redirect back, with the error.</summary>
    public Task<Uri> DenyAsync(Uri authorizationUrl, string sub) => GoAsync(authorizationUrl, new() { ["login"] = sub, ["consent"] = "no" });

    public void Dispose() => _http.Dispose();

    private async Task<Uri> GoAsync(Uri authorizationUrl, Dictionary<string, string> answers)
    {
        var at = authorizationUrl;
        var answer = await _http.GetAsync(at).Soon($"{at}");
        for (var step = 0; step < MostSteps; step++)
        {
            using var current = answer;
            if (current.Headers.Location is { } location)
            {
                at = new Uri(at, location);
                if (at.Authority != authorizationUrl.Authority) return at;
                answer = await _http.GetAsync(at).Soon($"{at}");
                continue;
            }
            var page = await current.Content.ReadAsStringAsync().Soon("a page of the provider");
            var field = answers.Keys.FirstOrDefault(name => page.Contains($"name=\"{name}\"", StringComparison.Ordinal));
            if (!current.IsSuccessStatusCode || field is null) throw new InvalidOperationException($"The provider answered {current.StatusCode} at {at}: {page}");
            using var form = new FormUrlEncodedContent([new(field, answers[field])]);
            answer = await _http.PostAsync(at, form).Soon($"the form at {at}");
        }
        answer.Dispose();
        throw new InvalidOperationException($"The provider does not come to an end, last at {at}.");
    }
}
