using Actors.Tests.Harness;
using Actors.Tests.Oidc;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>Providers that lie, in each way that the liar knows: none gets anybody in, and what only looks like a lie does.</summary>
public sealed class OAuthLiesTests(LiedToApp app) : IClassFixture<LiedToApp>
{
    public static TheoryData<string> Refused =>
    [
        "wrong-issuer", "wrong-audience", "more-audiences", "wrong-nonce", "no-nonce", "expired", "no-expiry", "future", "no-subject", "empty-subject",
        "unknown-key", "wrong-key", "wrong-signature", "no-signature", "public-key-as-secret", "secret-as-key", "critical",
        "no-code", "wrong-state", "response-of-another", "no-response-issuer", "no-discovery", "broken-discovery", "discovery-of-another", "no-token-endpoint", "no-keys",
        "no-id-token", "broken-id-token", "token-fails", "token-page", "token-silent", "token-redirects", "token-huge", "userinfo-of-another",
    ];

    public static TheoryData<string> Allowed => ["honest", "audience-list", "no-key-id", "rotated", "verified-as-text"];

    public static TheoryData<string> WithoutAddress => ["unverified", "unverified-as-text", "no-verified", "no-email"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_lie_lets_nobody_in(string lie)
    {
        using var visitor = new OAuthVisitor(app.App);
        var start = await visitor.GetAsync($"/api/auth/oauth/{lie}/start");
        if (lie is "no-discovery" or "broken-discovery" or "discovery-of-another" or "no-token-endpoint")
        {
            Assert.Equal((400, "OAUTH_FAILED"), start.Refusal);
            return;
        }
        var back = await visitor.ConsentAsync(new Uri(start.Data.Text("authorization_url")));
        Assert.Equal((400, "OAUTH_FAILED"), (await visitor.GetAsync(back.PathAndQuery)).Refusal);
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task What_is_no_lie_is_accepted(string lie)
    {
        using var visitor = new OAuthVisitor(app.App);
        Assert.Equal("ada@example.com", AccountCalls.MemberOf(await visitor.SignInAsync(lie)).Email);
    }

    [Theory]
    [MemberData(nameof(WithoutAddress))]
    public async Task An_address_that_nobody_vouches_for_is_none(string lie)
    {
        using var visitor = new OAuthVisitor(app.App);
        Assert.Equal("", AccountCalls.MemberOf(await visitor.SignInAsync(lie)).Email);
    }

    [Fact]
    public async Task Keys_that_change_with_every_token_are_read_with_every_token()
    {
        using var visitor = new OAuthVisitor(app.App);
        for (var n = 0; n < 3; n++) Assert.Equal(200, (int)(await visitor.SignInAsync("rotated")).Status);
    }

    [Theory]
    [InlineData("facebook", "Ada Lovelace")]
    [InlineData("instagram", "ada.lovelace")]
    [InlineData("instagram-wrapped", "ada.lovelace")]
    public async Task Providers_without_OpenID_vouch_for_a_person_and_for_no_address(string name, string person)
    {
        using var visitor = new OAuthVisitor(app.App);
        var first = AccountCalls.MemberOf(await visitor.SignInAsync(name));
        Assert.Equal("", first.Email);
        Assert.Equal(first.Id, AccountCalls.MemberOf(await visitor.SignInAsync(name)).Id);
        Assert.Equal(person, (await app.App.GetAsync("/api/auth/profile/", first.Access)).Data.Text("name"));
    }

    [Fact]
    public async Task The_two_forms_of_Instagram_s_answer_name_the_same_person() =>
        Assert.Equal(["17841405793187218"], (await SubjectsAsync()).Distinct());

    private async Task<List<string>> SubjectsAsync()
    {
        var subjects = new List<string>();
        foreach (var name in (string[])["instagram", "instagram-wrapped"])
        {
            using var visitor = new OAuthVisitor(app.App);
            var member = AccountCalls.MemberOf(await visitor.SignInAsync(name));
            var grain = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IGrainFactory>(app.App.Services).GetGrain<Actors.Accounts.IAccountGrain>(Actors.Accounts.AccountKey.OfProvider(name, "17841405793187218")!.Value.ToGrainKey());
            var known = await grain.SignInByProvider(new("", "", "", "en", new("", "", ""))).Soon("the account");
            if (known.Account?.UserId == member.Id) subjects.Add("17841405793187218");
        }
        return subjects;
    }
}

/// <summary>It knows a provider for each lie, by its name.</summary>
public sealed class LiedToApp : IAsyncLifetime
{
    private OidcLiar _liar = null!;

    public ActorsApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _liar = await OidcLiar.StartAsync();
        string[] lies = [.. OAuthLiesTests.Refused.Select(static row => row.Data), .. OAuthLiesTests.Allowed.Select(static row => row.Data), .. OAuthLiesTests.WithoutAddress.Select(static row => row.Data)];
        App = await ActorsApp.StartNewAsync(
        [
            "--OAuth:Patience=00:00:02", .. lies.SelectMany(lie => OAuthApps.Settings(lie, _liar.Issuer(lie), "actors", OidcLiar.Secret)),
            .. Plain("facebook", "id", "name"), .. Plain("instagram", "user_id", "username"), .. Plain("instagram-wrapped", "user_id", "username"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null) await App.DisposeAsync();
        if (_liar is not null) await _liar.DisposeAsync();
    }

    /// <summary>The settings of a provider that only speaks OAuth 2.0.</summary>
    private IEnumerable<string> Plain(string name, string subject, string person)
    {
        var issuer = _liar.Issuer(name);
        string[] settings =
        [
            $"AuthorizationAddress={issuer}/authorize", $"TokenAddress={issuer}/token", $"UserAddress={issuer}/userinfo?fields={subject},{person}", $"SubjectMember={subject}", $"NameMember={person}",
            "ClientId=actors", $"ClientSecret={OidcLiar.Secret}", "HasSecretInBody=true", "UsesPkce=false", "Scope=public_profile,email",
        ];
        return settings.Select(setting => $"--OAuth:Providers:{name}:{setting}");
    }
}
