using Actors.Accounts;
using Actors.Auth;
using Actors.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Accounts;

/// <summary>What one front end ends all others know within a moment, and forget when it does not matter any more.</summary>
public sealed class RevocationsTests : IAsyncLifetime
{
    private static readonly CurrentUser User = new("u1", Roles.Student) { Session = "s1", TokenId = "t1", Version = 3 };

    private readonly ManualTime _time = new();
    private readonly SqliteFolder _place = new();
    private RevocationLog _log = null!;
    private Revocations _one = null!, _other = null!;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        _log = new RevocationLog((await _place.StartAsync()).Database);
        (_one, _other) = (New(TimeSpan.Zero), New(TimeSpan.FromSeconds(1)));
        foreach (var revocations in (Revocations[])[_one, _other]) await revocations.StartAsync(CancellationToken.None).Soon("start");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var revocations in (Revocations[])[_one, _other])
        {
            await revocations.StopAsync(CancellationToken.None).Soon("stop");
            revocations.Dispose();
        }
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_ended_one_knows_it_at_once_and_the_others_with_their_next_look()
    {
        await AddAsync(Revoked.Session("u1", "s1"));
        await _one.ReadAsync(TestContext.Current.CancellationToken).Soon("a look");
        Assert.True(_one.Contain(User));
        Assert.False(_other.Contain(User));
        var changed = new TaskCompletionSource();
        _other.Changed = changed.SetResult;
        _time.Advance(TimeSpan.FromSeconds(1));
        await changed.Task.Soon("the look of the other");
        Assert.True(_other.Contain(User));
    }

    [Fact]
    public async Task A_token_a_sign_in_or_a_version_is_meant_and_nothing_else()
    {
        CurrentUser[] strangers = [User with { Id = "u2" }, User with { Session = "s2", TokenId = "t2" }, User with { Version = 4 }];
        foreach (var (subject, floor, spared) in ((string, long, CurrentUser[])[])
            [(Revoked.Token("t1"), 0, [strangers[1]]), (Revoked.Session("u1", "s1"), 0, strangers[..2]), (Revoked.User("u1"), 4, [strangers[0], strangers[2]])])
        {
            using var fresh = New(TimeSpan.Zero);
            await _place.RunAsync("delete from revocations");
            await AddAsync(subject, floor);
            await fresh.ReadAsync(TestContext.Current.CancellationToken).Soon("a look");
            Assert.True(fresh.Contain(User));
            Assert.All(spared, stranger => Assert.False(fresh.Contain(stranger), $"{subject} ends {stranger}"));
        }
    }

    [Fact]
    public async Task What_cannot_be_shown_any_more_is_forgotten_by_front_ends_and_by_the_table()
    {
        await AddAsync(Revoked.Token("t1"));
        await _one.ReadAsync(TestContext.Current.CancellationToken).Soon("a look");
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(_one.Contain(User));
        await AddAsync(Revoked.Token("t9"));
        await _one.ReadAsync(TestContext.Current.CancellationToken).Soon("a look");
        Assert.False(_one.Contain(User));
        _time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(Revoked.Token("t10"));
        Assert.Equal(["j:t10", "j:t9"], (await _place.AskAsync<string>("select subject from revocations")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_front_end_that_starts_knows_everything_before_it_lets_anybody_in()
    {
        for (var n = 0; n < 500; n++) await AddAsync(Revoked.Token($"t{n}"));
        _time.Advance(TimeSpan.FromMinutes(5));
        using var fresh = New(TimeSpan.Zero);
        await fresh.StartAsync(CancellationToken.None).Soon("start");
        Assert.All(Enumerable.Range(0, 500), n => Assert.True(fresh.Contain(User with { TokenId = $"t{n}" })));
        await fresh.StopAsync(CancellationToken.None).Soon("stop");
    }

    private Task AddAsync(string subject, long floor = 0) => _log.AddAsync(subject, floor, NowMs, NowMs + 600_000).Soon("a revocation");

    private Revocations New(TimeSpan every) => new(_log, Options.Create(new AuthOptions { RevocationsEvery = every }), _time, NullLogger<Revocations>.Instance);
}
