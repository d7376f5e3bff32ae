using Actors.Tests.Harness;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Accounts.OAuth;

/// <summary>Which providers can be configured, and what keeps a program from starting.</summary>
public sealed class OAuthSettingsTests
{
    [Theory]
    [InlineData("Authority=http://accounts.example.com")]
    [InlineData("Authority=accounts.example.com")]
    [InlineData("AuthorizationAddress=https://a.example/authorize")]
    [InlineData("AuthorizationAddress=https://a.example/a", "TokenAddress=http://a.example/t", "UserAddress=https://a.example/u")]
    public async Task A_provider_that_cannot_be_trusted_or_reached_fails_the_start(params string[] settings)
    {
        using var data = new DataFolder();
        var app = ActorsHost.Build(ActorsApp.Arguments(data, ["--Logging:LogLevel:Default=None", "--OAuth:Providers:x:ClientId=actors", .. settings.Select(static setting => $"--OAuth:Providers:x:{setting}")]));
        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken)).Soon("the start");
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("mail")]
    [InlineData("Google")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    public async Task A_name_that_would_be_another_s_fails_the_start(string name)
    {
        using var data = new DataFolder();
        var app = ActorsHost.Build(ActorsApp.Arguments(data, "--Logging:LogLevel:Default=None", $"--OAuth:Providers:{name}:ClientId=actors", $"--OAuth:Providers:{name}:Authority=https://a.example"));
        await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken)).Soon("the start");
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Google_and_Instagram_need_an_id_and_a_secret_alone()
    {
        await using var app = await ActorsApp.StartNewAsync("--GOOGLE_CLIENT_ID=g", "--GOOGLE_CLIENT_SECRET=of google's own", "--INSTAGRAM_CLIENT_ID=i", "--INSTAGRAM_CLIENT_SECRET=of meta's own");
        Assert.Equal(["google", "instagram"], (await app.GetAsync("/api/auth/oauth")).Data.GetProperty("providers").EnumerateArray().Select(static name => name.GetString()));
        using var visitor = new OAuthVisitor(app);
        var start = await visitor.StartAsync("instagram");
        Assert.StartsWith("https://www.instagram.com/oauth/authorize?response_type=code&client_id=i&", start.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("code_challenge", start.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_there_is_none()
    {
        await using var app = await ActorsApp.StartNewAsync();
        Assert.Empty((await app.GetAsync("/api/auth/oauth")).Data.GetProperty("providers").EnumerateArray());
    }
}
