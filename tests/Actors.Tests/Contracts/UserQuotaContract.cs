using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>What a user uses is counted once, by the day, and lent exactly.</summary>
public abstract class UserQuotaContract : AccountsContract
{
    [Fact]
    public async Task A_number_of_a_source_is_counted_once_also_after_a_restart()
    {
        for (var n = 0; n < 3; n++) Assert.Equal(100, (await DebitAsync(100, "s1", 1)).Tokens.Used);
        Assert.Equal(150, (await DebitAsync(50, "s1", 2)).Tokens.Used);
        Assert.Equal(150, (await DebitAsync(50, "s1", 1)).Tokens.Used);
        Assert.Equal(250, (await DebitAsync(100, "s2", 1)).Tokens.Used);
        await RestartAsync();
        Assert.Equal(250, (await DebitAsync(50, "s1", 2)).Tokens.Used);
    }

    [Fact]
    public async Task Kinds_are_counted_apart()
    {
        await DebitAsync(100, "s1", 1);
        await DebitAsync(5000, "s1", 1, QuotaKind.SpeechMs);
        await DebitAsync(1 << 20, "s1", 1, QuotaKind.StorageBytes);
        var quota = await DebitAsync(-(1 << 19), "s1", 2, QuotaKind.StorageBytes);
        Assert.Equal((100, 5000, 1 << 19), (quota.Tokens.Used, quota.SpeechMs.Used, quota.StorageBytes.Used));
        Assert.Equal((200_000, 3_600_000, 1L << 30), (quota.Tokens.Limit, quota.SpeechMs.Limit, quota.StorageBytes.Limit));
    }

    [Fact]
    public async Task A_day_ends_at_midnight_and_files_stay()
    {
        await DebitAsync(100, "s1", 1);
        var before = await DebitAsync(10, "s1", 1, QuotaKind.StorageBytes);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), before.ResetsAtMs);
        Time.Advance(TimeSpan.FromMilliseconds(before.ResetsAtMs - NowMs - 1));
        Assert.Equal(100, (await User.Quota().Soon("quota")).Tokens.Used);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await User.Quota().Soon("quota");
        Assert.Equal((0, 10, before.ResetsAtMs + 86_400_000), (after.Tokens.Used, after.StorageBytes.Used, after.ResetsAtMs));
        Assert.Equal(0, (await DebitAsync(100, "s1", 1)).Tokens.Used); // yesterday's is not counted today
    }

    [Fact]
    public async Task Another_plan_allows_more_of_what_is_used_already()
    {
        await RegisterAsync();
        Assert.True((await DebitAsync(200_000, "s1", 1)).Tokens.IsExhausted);
        await User.SetAccess(new(null, Plans.Premium, null, Origin)).Soon("access");
        var quota = await User.Quota().Soon("quota");
        Assert.Equal((200_000, 5_000_000, false), (quota.Tokens.Used, quota.Tokens.Limit, quota.Tokens.IsExhausted));
    }

    [Fact]
    public async Task Nobody_pays_for_who_is_gone()
    {
        await User.Erase(new(KeepsWork: false, Origin)).Soon("erasure");
        Assert.Equal(0, (await DebitAsync(100, "s1", 1)).Tokens.Used);
    }

    [Fact]
    public async Task What_is_lent_is_never_above_the_limit_and_what_comes_back_is_lent_again()
    {
        var loans = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => LendAsync(wanted: 7)));
        Assert.Equal((100, 14, 1), (loans.Sum(static loan => loan.Granted), loans.Count(static loan => loan.Granted == 7), loans.Count(static loan => loan.Granted == 2)));
        var window = loans[0].Window;
        Assert.Equal(5, (await LendAsync(wanted: 7, returned: 5, window)).Granted);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((7, 93), ((await LendAsync(wanted: 7, returned: 5, window)).Granted, (await LendAsync(wanted: 0)).Remaining));
    }

    private Task<QuotaView> DebitAsync(long amount, string source, long number, QuotaKind kind = QuotaKind.Tokens) => User.Debit(new(kind, amount, source, number)).Soon("debit");

    private Task<LoanOutcome> LendAsync(int wanted, int returned = 0, long window = 0) => User.Lend(new("General", 100, wanted, returned, window)).Soon("a loan");
}
