using System.Security.Cryptography;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Changing the key that signs tokens while they are about.</summary>
public sealed class SigningKeysTests
{
    [Fact]
    public async Task Tokens_of_an_old_key_stay_good_for_as_long_as_it_is_named()
    {
        var (old, next) = (NewKey(), NewKey());
        using var data = new SharedData();
        SignedInMember member;
        await using (var app = await data.StartAsync($"--Auth:SigningKey={old}")) member = await app.JoinAsync();
        await using (var app = await data.StartAsync($"--Auth:SigningKey={next}", $"--Auth:OldSigningKeys:0={NewKey()}", $"--Auth:OldSigningKeys:1={old}"))
        {
            Assert.True(await app.IsGoodAsync(member.Access));
            var renewed = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
            Assert.NotEqual(member.Access.Split('.')[0], renewed.Access.Split('.')[0]);
            member = member with { Refresh = renewed.Refresh };
        }
        await using (var app = await data.StartAsync($"--Auth:SigningKey={next}"))
        {
            Assert.False(await app.IsGoodAsync(member.Access));
            Assert.Equal(200, (int)(await app.RefreshAsync(member.Refresh)).Status);
        }
    }

    [Fact]
    public async Task A_new_line_at_the_top_of_the_file_changes_the_key()
    {
        await using var app = await ActorsApp.StartNewAsync();
        var member = await app.JoinAsync();
        var file = app.Folder.File("signing.key");
        var old = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, $"{NewKey()}\n\n{old.Trim()}\n", TestContext.Current.CancellationToken);
        await app.RestartAsync();
        Assert.True(await app.IsGoodAsync(member.Access));
        var renewed = AccountCalls.MemberOf(await app.RefreshAsync(member.Refresh));
        Assert.NotEqual(member.Access.Split('.')[0], renewed.Access.Split('.')[0]);
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[..1], TestContext.Current.CancellationToken);
        await app.RestartAsync();
        Assert.False(await app.IsGoodAsync(member.Access));
        Assert.True(await app.IsGoodAsync(renewed.Access));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public async Task A_damaged_line_fails_the_start(string line)
    {
        using var data = new DataFolder();
        await File.WriteAllTextAsync(data.File("signing.key"), $"{(line.Length > 0 ? NewKey() : "")}\n{line}\n", TestContext.Current.CancellationToken);
        var (code, errors) = await ActorsProcess.RunAsync(data);
        Assert.NotEqual(0, code);
        Assert.Contains("signing.key", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_audience_is_another_installation()
    {
        var key = $"--Auth:SigningKey={NewKey()}";
        await using var one = await ActorsApp.StartNewAsync(key, "--Auth:Audience=one");
        await using var other = await ActorsApp.StartNewAsync(key, "--Auth:Audience=other");
        var guest = await one.GuestAsync();
        Assert.False(await other.IsGoodAsync(guest.Access));
        Assert.Equal(401, (int)(await other.RefreshAsync(guest.Refresh)).Status);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One data folder under several programs, one after the other.</summary>
    private sealed class SharedData : IDisposable
    {
        private readonly DataFolder _data = new();

        public Task<ActorsApp> StartAsync(params string[] settings) => ActorsApp.StartNewAsync([.. settings, $"--Data:Directory={_data.Path}"]);

        public void Dispose() => _data.Dispose();
    }
}
