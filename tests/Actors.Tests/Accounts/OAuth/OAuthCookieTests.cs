using Actors.Accounts;
using Actors.Auth;
using Actors.Storage;
using Actors.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>What a begun sign-in remembers in its browser: signed, for ten minutes.</summary>
public sealed class OAuthCookieTests
{
    private readonly ManualTime _time = new();
    private readonly OAuthCookie _cookie;
    private readonly OAuthCookie _another;

    public OAuthCookieTests() => (_cookie, _another) = (NewCookie(1), NewCookie(2));

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void It_is_good_for_ten_minutes(int seconds, bool isGood)
    {
        var (context, secrets) = Begin(_cookie);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var found = _cookie.Find(context, "google", secrets.State);
        Assert.Equal(isGood, found is not null);
        if (isGood) Assert.Equal((secrets, "/here", "guest"), (found!.Secrets, found.Return, found.GuestId));
    }

    [Fact]
    public void It_is_of_one_provider_one_state_and_one_key()
    {
        var (context, secrets) = Begin(_cookie);
        Assert.Null(_cookie.Find(context, "facebook", secrets.State));
        Assert.Null(_cookie.Find(context, "google", secrets.State[..8] + new string('x', 35)));
        Assert.Null(_cookie.Find(context, "google", null));
        Assert.Null(_another.Find(context, "google", secrets.State));
        Assert.NotNull(_cookie.Find(context, "google", secrets.State));
    }

    [Fact]
    public void No_other_token_of_ours_is_one()
    {
        var (context, secrets) = Begin(_cookie);
        var name = context.Request.Headers.Cookie.ToString().Split('=')[0];
        var forged = Jwt.Sign(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { Provider = "google", Secrets = secrets, Exp = 99_999_999_999, TokenUse = "access" }), Keys(1).All[0]);
        context.Request.Headers.Cookie = $"{name}={forged}";
        Assert.Null(_cookie.Find(context, "google", secrets.State));
    }

    private static SigningKeys Keys(byte key) => new(Options.Create(new AuthOptions { SigningKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) }), Options.Create(new StorageOptions()));

    private static (HttpContext Context, OAuthSecrets Secrets) Begin(OAuthCookie cookie)
    {
        var began = new DefaultHttpContext();
        var secrets = cookie.Begin(began, "google", "/here", "guest");
        var next = new DefaultHttpContext();
        next.Request.Headers.Cookie = began.Response.Headers.SetCookie.ToString().Split(';')[0];
        return (next, secrets);
    }

    private OAuthCookie NewCookie(byte key) => new(Keys(key), _time);
}
