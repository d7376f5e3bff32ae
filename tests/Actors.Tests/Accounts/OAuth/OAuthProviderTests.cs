using Actors.Tests.Harness;
using Actors.Tests.Oidc;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>Signing in by a real OpenID Connect provider, and whose user that leads to.</summary>
public sealed class OAuthProviderTests : IAsyncLifetime
{
    private static readonly string[] Names = ["basic", "post", "es", "public"];

    private OidcProvider _provider = null!;
    private ActorsApp _app = null!;
    private MailFolder _mails = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await OidcProvider.StartAsync([.. Names.Select(static name => $"http://127.0.0.1/api/auth/oauth/{name}/callback")]);
        _app = new ActorsApp(
        [
            "--Auth:ResetTakes=00:00:00", .. OAuthApps.Settings("basic", _provider.Issuer, OidcProvider.Client, OidcProvider.Secret),
            .. OAuthApps.Settings("post", _provider.Issuer, OidcProvider.PostClient, OidcProvider.Secret, "HasSecretInBody=true"),
            .. OAuthApps.Settings("es", _provider.Issuer, OidcProvider.EsClient, OidcProvider.Secret), .. OAuthApps.Settings("public", _provider.Issuer, OidcProvider.PublicClient, ""),
        ]);
        _mails = new MailFolder(_app.Folder);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _mails?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("post")]
    [InlineData("es")]
    [InlineData("public")]
    public async Task A_new_person_becomes_a_member_and_comes_back_as_the_same(string name)
    {
        var first = await SignInAsync(name, "linh");
        Assert.Equal(("linh@example.com", 200), (first.Email, (int)(await _app.RefreshAsync(first.Refresh)).Status));
        Assert.Equal(first.Id, (await SignInAsync(name, "linh")).Id);
        var profile = (await _app.GetAsync("/api/auth/profile/", first.Access)).Data;
        Assert.Equal(("Nguyễn Thị Linh", "active"), (profile.Text("name"), profile.Text("status")));
        Assert.Equal(new[] { "mail", name }.Order(), profile.GetProperty("sign_ins").EnumerateArray().Select(static way => way.GetString()).Order());
    }

    [Fact]
    public async Task Claims_in_the_ID_token_do_as_well()
    {
        await using var provider = await OidcProvider.StartAsync(claimsInIdToken: true, "http://127.0.0.1/api/auth/oauth/x/callback");
        await using var app = await ActorsApp.StartNewAsync(OAuthApps.Settings("x", provider.Issuer, OidcProvider.Client, OidcProvider.Secret));
        using var visitor = new OAuthVisitor(app);
        Assert.Equal("linh@example.com", AccountCalls.MemberOf(await visitor.SignInAsync("x", "linh")).Email);
    }

    [Fact]
    public async Task A_guest_who_comes_by_a_provider_keeps_the_tutor_s_memory()
    {
        await using var line = await _app.ConnectAsync();
        await line.ChatAsync("我喜欢朋友");
        var before = await line.HistoryAsync();
        var member = await SignInAsync("basic", "linh", line.Token);
        Assert.Equal(line.Connected.Text("user_id"), member.Id);
        await using var again = await _app.ConnectAsync(token: member.Access);
        Assert.Equal(before, await again.HistoryAsync());
    }

    [Fact]
    public async Task Two_providers_that_vouch_for_one_address_lead_to_one_user()
    {
        var one = await SignInAsync("basic", "ada");
        var other = await SignInAsync("es", "ada");
        Assert.Equal(one.Id, other.Id);
        var profile = (await _app.GetAsync("/api/auth/profile/", other.Access)).Data;
        Assert.Equal(["basic", "es", "mail"], profile.GetProperty("sign_ins").EnumerateArray().Select(static way => way.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_somebody_has_registered_and_not_proven_is_shared_with_nobody()
    {
        var squatter = await _app.JoinAsync("ada@example.com");
        using var visitor = new OAuthVisitor(_app);
        Assert.Equal((409, "EMAIL_TAKEN"), (await visitor.SignInAsync("basic")).Refusal);
        Assert.Equal((409, "EMAIL_TAKEN"), (await visitor.SignInAsync("basic")).Refusal);
        Assert.Single((await _app.GetAsync("/api/auth/profile/", squatter.Access)).Data.GetProperty("sign_ins").EnumerateArray());
    }

    [Fact]
    public async Task One_that_was_proven_by_a_code_leads_to_its_user()
    {
        var member = await _app.JoinAsync("Ada@Example.com");
        await _app.PostAsync("/api/auth/password/reset/", new { email = member.Email });
        var code = (await _mails.NextAsync()).Code;
        Assert.Equal(200, (int)(await _app.PostAsync("/api/auth/password/confirm/", new { email = member.Email, code, new_password = "staple battery 2" })).Status);
        Assert.Equal(member.Id, (await SignInAsync("basic", "ada")).Id);
        Assert.Equal(member.Id, (await _app.SignInAsync(member.Email, "staple battery 2")).Id);
    }

    [Theory]
    [InlineData("mallory", "ada@example.com")]
    [InlineData("wei", "wei@example.com")]
    [InlineData("mute", "")]
    public async Task Whose_address_is_not_verified_is_a_user_without_one(string sub, string email)
    {
        var owner = await SignInAsync("basic", "ada");
        var stranger = await SignInAsync("basic", sub);
        Assert.Equal("", stranger.Email);
        Assert.NotEqual(owner.Id, stranger.Id);
        Assert.Equal(stranger.Id, (await SignInAsync("basic", sub)).Id);
        if (email is not ("" or "ada@example.com")) Assert.Equal(201, (int)(await _app.RegisterAsync(email)).Status);
    }

    [Fact]
    public async Task Who_came_by_a_provider_can_set_a_password_by_code_and_has_none_before()
    {
        var member = await SignInAsync("basic", "ada");
        Assert.Equal((401, "INVALID_CREDENTIALS"), (await _app.LoginAsync("ada@example.com", "any")).Refusal);
        Assert.Equal((409, "EMAIL_TAKEN"), (await _app.RegisterAsync("ada@example.com")).Refusal);
        await _app.PostAsync("/api/auth/password/reset/", new { email = "ada@example.com" });
        var code = (await _mails.NextAsync()).Code;
        await _app.PostAsync("/api/auth/password/confirm/", new { email = "ada@example.com", code, new_password = "staple battery 2" });
        Assert.Equal(member.Id, (await _app.SignInAsync("ada@example.com", "staple battery 2")).Id);
    }

    [Fact]
    public async Task Who_is_disabled_or_deleted_there_is_so_by_this_way_too()
    {
        var member = await SignInAsync("basic", "ada");
        await _app.PutAsync($"/api/v1/admin/users/{member.Id}", new { disabled = true }, _app.OperatorToken());
        using var visitor = new OAuthVisitor(_app);
        Assert.Equal((403, "ACCOUNT_DISABLED"), (await visitor.SignInAsync("basic")).Refusal);
        await _app.PutAsync($"/api/v1/admin/users/{member.Id}", new { disabled = false }, _app.OperatorToken());
        var back = await SignInAsync("basic", "ada");
        Assert.Equal(member.Id, back.Id);
        Assert.Equal(200, (int)(await _app.DeleteAsync("/api/auth/account/", new { }, back.Access)).Status);
        Assert.NotEqual(member.Id, (await SignInAsync("basic", "ada")).Id);
    }

    [Fact]
    public async Task An_address_is_free_after_its_user_was_deleted_however_it_came_to_him()
    {
        var guest = await _app.GuestAsync();
        var registered = await _app.JoinAsync(token: guest.Access);
        using var visitor = new OAuthVisitor(_app);
        var answer = await visitor.SignInAsync("basic", "ada", guest.Access); // with a token from before he registered
        var member = (int)answer.Status == 200 ? AccountCalls.MemberOf(answer) : registered;
        foreach (var one in (string[])[registered.Id, member.Id]) await _app.DeleteAsync($"/api/v1/admin/users/{one}", null, _app.OperatorToken());
        Assert.Equal(201, (int)(await _app.RegisterAsync("ada@example.com")).Status);
    }

    private async Task<SignedInMember> SignInAsync(string name, string sub, string? token = null)
    {
        using var visitor = new OAuthVisitor(_app);
        return AccountCalls.MemberOf(await visitor.SignInAsync(name, sub, token));
    }
}
