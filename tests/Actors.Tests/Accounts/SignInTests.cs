using System.Buffers.Text;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Signing in and out over HTTP, and what a user changes of himself.</summary>
public sealed class SignInTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    [Fact]
    public async Task A_member_gets_two_tokens_that_say_who_he_is()
    {
        var email = AccountCalls.NewAddress();
        var id = (await app.RegisterAsync(email)).Data.Text("id");
        var answer = await app.LoginAsync($" {email.ToUpperInvariant()}");
        Assert.Equal("Logged in successfully", answer.Body.Text("message"));
        var user = answer.Data.GetProperty("user");
        Assert.Equal((id, "Linh", email), (user.Text("id"), user.Text("name"), user.Text("email")));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(answer.Data.Text("access").Split('.')[1]));
        Assert.Equal((id, id, email, "STUDENT", 3600), (claims.Text("sub"), claims.Text("user_id"), claims.Text("email"), claims.Text("role"), claims.Number("exp") - claims.Number("iat")));
    }

    [Theory]
    [InlineData("correct horse 2")]
    [InlineData("Correct horse 1")]
    [InlineData("correct horse 1 ")]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike(string password)
    {
        var member = await app.JoinAsync();
        var (wrong, unknown, nonsense) = (await app.LoginAsync(member.Email, password), await app.LoginAsync(AccountCalls.NewAddress(), password), await app.LoginAsync("no address", password));
        Assert.Equal((401, "INVALID_CREDENTIALS"), wrong.Refusal);
        foreach (var other in (ApiAnswer[])[unknown, nonsense])
        {
            Assert.Equal(wrong.Refusal, other.Refusal);
            Assert.Equal(wrong.Body.EnumerateObject().Select(static member => member.Name), other.Body.EnumerateObject().Select(static member => member.Name));
            Assert.Equal(wrong.Body.Text("message"), other.Body.Text("message"));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"email":"a@example.com"}""")]
    [InlineData("""{"email":"","password":"x"}""")]
    public async Task What_is_missing_is_named(string json)
    {
        var answer = await app.PostAsync("/api/auth/login/", JsonElement.Parse(json));
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Body.GetProperty("details").EnumerateObject());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_known_and_unknown_addresses_alike()
    {
        var known = await app.JoinAsync();
        foreach (var email in (string[])[known.Email, AccountCalls.NewAddress()])
        {
            for (var n = 0; n < 5; n++) Assert.Equal((401, "INVALID_CREDENTIALS"), (await app.LoginAsync(email, $"wrong {n}")).Refusal);
            foreach (var password in (string[])[AccountCalls.Password, "wrong again"])
            {
                var locked = await app.LoginAsync(email, password);
                Assert.Equal((429, "ACCOUNT_LOCKED"), locked.Refusal);
                Assert.InRange(int.Parse(locked.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture), 840, 900);
            }
        }
        Assert.True(await app.IsGoodAsync(known.Access)); // who is in stays in
    }

    [Fact]
    public async Task Of_a_hundred_guesses_at_once_five_are_looked_at()
    {
        var member = await app.JoinAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => app.LoginAsync(member.Email, $"guess {n}")));
        Assert.Equal((5, 95), (answers.Count(static answer => answer.Refusal == (401, "INVALID_CREDENTIALS")), answers.Count(static answer => answer.Refusal == (429, "ACCOUNT_LOCKED"))));
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        var member = await app.JoinAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var n = 0; n < 4; n++) Assert.Equal(401, (int)(await app.LoginAsync(member.Email, "wrong")).Status);
            Assert.Equal(200, (int)(await app.LoginAsync(member.Email)).Status);
        }
    }

    [Fact]
    public async Task A_sign_in_is_refreshed_and_a_used_token_ends_its_family_with_the_access_tokens()
    {
        var member = await app.JoinAsync();
        var next = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
        Assert.Equal((member.Id, member.Email), (next.Id, next.Email));
        Assert.Equal((401, "UNAUTHORIZED"), (await app.RefreshAsync(member.Refresh)).Refusal);
        Assert.Equal((401, "UNAUTHORIZED"), (await app.RefreshAsync(next.Refresh)).Refusal);
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.False(await app.IsGoodAsync(next.Access));
    }

    [Fact]
    public async Task Signing_out_ends_both_tokens_of_this_sign_in_and_no_other()
    {
        var member = await app.JoinAsync();
        var other = await app.SignInAsync(member.Email);
        var answer = await app.PostAsync("/api/auth/logout/", new { refresh = member.Refresh }, member.Access);
        Assert.Equal((200, "Logged out successfully"), ((int)answer.Status, answer.Body.Text("message")));
        Assert.Equal((401, "UNAUTHORIZED"), (await app.GetAsync("/api/auth/profile/", member.Access)).Refusal);
        Assert.Equal((401, "UNAUTHORIZED"), (await app.RefreshAsync(member.Refresh)).Refusal);
        Assert.True(await app.IsGoodAsync(other.Access));
        Assert.Equal(200, (int)(await app.RefreshAsync(other.Refresh)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_token_alone_signs_out(bool isRefresh)
    {
        var member = await app.JoinAsync();
        var answer = isRefresh ? await app.PostAsync("/api/auth/logout/", new { refresh = member.Refresh }) : await app.PostAsync("/api/auth/logout/", new { }, member.Access);
        Assert.Equal(200, (int)answer.Status);
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.Equal(401, (int)(await app.RefreshAsync(member.Refresh)).Status);
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_nobody_or_by_the_tokens_of_two()
    {
        var (one, other) = (await app.JoinAsync(), await app.JoinAsync());
        Assert.Equal((401, "UNAUTHORIZED"), (await app.PostAsync("/api/auth/logout/", new { })).Refusal);
        Assert.Equal((401, "UNAUTHORIZED"), (await app.PostAsync("/api/auth/logout/", new { refresh = one.Refresh }, other.Access)).Refusal);
        Assert.True(await app.IsGoodAsync(one.Access) && await app.IsGoodAsync(other.Access));
    }

    [Fact]
    public async Task A_guest_signs_out_too()
    {
        var guest = await app.GuestAsync();
        Assert.Equal(200, (int)(await app.PostAsync("/api/auth/logout/", new { refresh = guest.Refresh }, guest.Access)).Status);
        Assert.False(await app.IsGoodAsync(guest.Access));
        Assert.Equal(401, (int)(await app.RefreshAsync(guest.Refresh)).Status);
    }
}
