using Actors.Accounts;
using Actors.Limits;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts.Limits;

/// <summary>Requests of an hour, lent to front ends in parts: the sum is exact.</summary>
public sealed class LoanTests
{
    private readonly ManualTime _time = new();
    private readonly LoanWindow _window = new();

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Several_front_ends_let_through_exactly_the_limit(int limit)
    {
        var loans = Enumerable.Range(0, 5).Select(_ => new Loan(LendAsync, LimitClass.General, limit, _time)).ToList();
        var taken = await Task.WhenAll(Enumerable.Range(0, limit + 200).Select(n => loans[n % 5].TakeAsync().AsTask())).Soon("requests");
        // What one holds and does not use another may lack: it comes back when nobody uses it.
        var granted = taken.Count(static state => state.IsGranted);
        await SettleAllAsync(loans);
        while (true)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var more = await Task.WhenAll(loans.Select(static loan => loan.TakeAsync().AsTask())).Soon("requests");
            granted += more.Count(static state => state.IsGranted);
            if (more.All(static state => !state.IsGranted)) break;
        }
        Assert.Equal(limit, granted);
        Assert.All(taken, state => Assert.Equal(limit, state.Limit));
    }

    [Fact]
    public async Task Remaining_falls_by_one_and_the_end_of_the_hour_stays()
    {
        var loan = NewLoan(100);
        var ends = NowMs + 3_600_000;
        for (var n = 0; n < 100; n++) Assert.Equal(new LimitState(IsGranted: true, 100, 99 - n, ends), await loan.TakeAsync());
        Assert.Equal(new LimitState(IsGranted: false, 100, 0, ends), await loan.TakeAsync());
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(new LimitState(IsGranted: false, 100, 0, ends), await loan.TakeAsync());
    }

    [Fact]
    public async Task The_hour_begins_with_the_first_request_and_ends_after_an_hour()
    {
        var loan = NewLoan(10);
        for (var n = 0; n < 11; n++) await loan.TakeAsync();
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.False((await loan.TakeAsync()).IsGranted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var states = new List<LimitState>();
        for (var n = 0; n < 11; n++) states.Add(await loan.TakeAsync());
        Assert.Equal((10, NowMs + 3_600_000), (states.Count(static state => state.IsGranted), states[0].ResetsAtMs));
    }

    [Fact]
    public async Task What_was_lent_of_an_hour_is_void_in_the_next()
    {
        var (one, other) = (NewLoan(100), NewLoan(100));
        await one.TakeAsync();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(await one.SettleAsync(TimeSpan.FromSeconds(5)));
        var granted = 0;
        for (var n = 0; n < 101; n++) granted += (await other.TakeAsync()).IsGranted ? 1 : 0;
        Assert.Equal(100, granted);
    }

    [Fact]
    public async Task What_nobody_uses_comes_back_after_a_while_and_not_before()
    {
        var loan = NewLoan(100);
        await loan.TakeAsync();
        Assert.Equal(95, Remaining());
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(await loan.SettleAsync(TimeSpan.FromSeconds(5)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await loan.SettleAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(99, Remaining());
        Assert.Equal(98, (await loan.TakeAsync()).Remaining);
    }

    [Fact]
    public async Task A_refusal_is_believed_for_a_second()
    {
        var asked = 0;
        var loan = new Loan(request =>
        {
            asked++;
            return LendAsync(request);
        }, LimitClass.General, 1, _time);
        await loan.TakeAsync();
        for (var n = 0; n < 50; n++) Assert.False((await loan.TakeAsync()).IsGranted);
        Assert.Equal(2, asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await loan.TakeAsync()).IsGranted);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task While_one_asks_the_others_wait_for_the_same_answer()
    {
        var answer = new TaskCompletionSource<LoanOutcome>();
        var asked = 0;
        var loan = new Loan(_ =>
        {
            asked++;
            return answer.Task;
        }, LimitClass.General, 1000, _time);
        var waiting = Enumerable.Range(0, 50).Select(_ => loan.TakeAsync().AsTask()).ToList();
        Assert.All(waiting, static task => Assert.False(task.IsCompleted));
        answer.SetResult(new(50, 950, 3_600_000, NowMs));
        Assert.All(await Task.WhenAll(waiting).Soon("requests"), static state => Assert.True(state.IsGranted));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_lender_that_fails_shuts_nobody_out_and_is_asked_again()
    {
        var isAway = true;
        var loan = new Loan(request => isAway ? Task.FromException<LoanOutcome>(new TimeoutException()) : LendAsync(request), LimitClass.General, 10, _time);
        await Assert.ThrowsAsync<TimeoutException>(() => loan.TakeAsync().AsTask()); // Loans lets it through, see LoansTests
        Assert.True((await loan.TakeAsync()).IsGranted);
        isAway = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        var granted = 0;
        for (var n = 0; n < 20; n++) granted += (await loan.TakeAsync()).IsGranted ? 1 : 0;
        Assert.Equal(10, granted);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    public void A_window_lends_what_is_wanted_and_left(int wanted, int granted)
    {
        var outcome = _window.Lend(new("General", 10, wanted, 0, 0), NowMs);
        Assert.Equal(new LoanOutcome(granted, 10 - granted, 3_600_000, NowMs), outcome);
    }

    [Fact]
    public void Of_another_window_nothing_is_taken_back_and_never_more_than_was_lent()
    {
        var window = _window.Lend(new("General", 10, 10, 0, 0), NowMs).Window;
        Assert.Equal(0, _window.Lend(new("General", 10, 5, 5, window - 1), NowMs).Granted);
        Assert.Equal((5, 0), GrantedAndLeft(_window.Lend(new("General", 10, 5, 5, window), NowMs)));
        Assert.Equal((10, 0), GrantedAndLeft(_window.Lend(new("General", 10, 50, 500, window), NowMs)));
        Assert.False(_window.IsOver(NowMs + 3_599_999));
        Assert.True(_window.IsOver(NowMs + 3_600_000));
    }

    [Fact]
    public void Classes_are_counted_apart_and_a_lowered_limit_lends_nothing_more()
    {
        var windows = new LoanWindows();
        Assert.True(windows.AreOver(NowMs));
        Assert.Equal(10, windows.Lend(new("General", 10, 10, 0, 0), NowMs).Granted);
        Assert.Equal(5, windows.Lend(new("Resets", 5, 10, 0, 0), NowMs).Granted);
        Assert.Equal(0, windows.Lend(new("General", 5, 10, 0, 0), NowMs).Granted);
        Assert.False(windows.AreOver(NowMs));
    }

    private static (int, int) GrantedAndLeft(LoanOutcome outcome) => (outcome.Granted, outcome.Remaining);

    private Loan NewLoan(int limit) => new(LendAsync, LimitClass.General, limit, _time);

    private int Remaining() => _window.Lend(new("General", 100, 0, 0, 0), NowMs).Remaining;

    private Task<LoanOutcome> LendAsync(LoanRequest request)
    {
        lock (_window) return Task.FromResult(_window.Lend(request, NowMs));
    }

    private async Task SettleAllAsync(List<Loan> loans)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        foreach (var loan in loans) await loan.SettleAsync(TimeSpan.FromSeconds(5)).Soon("giving back");
    }
}
