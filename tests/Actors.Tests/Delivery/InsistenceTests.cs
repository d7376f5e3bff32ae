using System.Threading.Channels;
using Actors.Delivery;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Calls that are made again until one is answered.</summary>
public sealed class InsistenceTests
{
    private static readonly TimeSpan ResendAfter = TimeSpan.FromMilliseconds(750);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ManualTime _time = new();
    private readonly Channel<TaskCompletionSource<int>> _calls = Channel.CreateUnbounded<TaskCompletionSource<int>>();
    private readonly Insistence _insistence;

    public InsistenceTests() => _insistence = new Insistence(new DeliveryOptions { ResendAfter = ResendAfter, GiveUpAfter = GiveUpAfter }, _time);

    [Fact]
    public async Task Where_grains_live_in_this_process_a_call_is_just_made()
    {
        var here = new Insistence(new DeliveryOptions { ResendAfter = TimeSpan.Zero }, _time);
        var call = here.CallAsync(CallAsync);
        var made = await NextAsync();
        _time.Advance(GiveUpAfter);
        Assert.False(here.IsOn);
        Assert.Same(made.Task, call);
        Assert.Equal(0, _time.Waiting);
        Assert.False(_calls.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_call_that_is_answered_is_made_once()
    {
        var call = _insistence.CallAsync(CallAsync);
        (await NextAsync()).SetResult(1);
        Assert.Equal(1, await call.Soon("the answer"));
        _time.Advance(GiveUpAfter);
        Assert.False(_calls.Reader.TryPeek(out _));
        Assert.Equal(0, _time.Waiting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_calls_without_an_answer_the_first_that_gets_one_counts(int answered)
    {
        var call = _insistence.CallAsync(CallAsync);
        List<TaskCompletionSource<int>> made = [await NextAsync()];
        for (var wait = ResendAfter; made.Count < 3; wait *= 2)
        {
            await _time.MadeAsync(made.Count);
            _time.Advance(wait);
            made.Add(await NextAsync());
        }
        made[answered].SetResult(answered);
        Assert.Equal(answered, await call.Soon("the answer"));
    }

    [Fact]
    public async Task Waits_grow_up_to_four_seconds()
    {
        var call = _insistence.CallAsync(CallAsync);
        await NextAsync();
        var timers = 1;
        foreach (var wait in (double[])[0.75, 1.5, 3, 4, 4])
        {
            await _time.MadeAsync(timers++);
            _time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            Assert.False(_calls.Reader.TryPeek(out _));
            _time.Advance(TimeSpan.FromTicks(1));
            await NextAsync();
        }
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task A_call_that_was_lost_is_made_again_after_a_pause()
    {
        var call = _insistence.CallAsync(CallAsync);
        (await NextAsync()).SetException(new OrleansException("The silo has died."));
        await _time.MadeAsync(2);
        _time.Advance(Pause);
        (await NextAsync()).SetException(new TimeoutException());
        await _time.MadeAsync(4);
        _time.Advance(Pause);
        (await NextAsync()).SetResult(3);
        Assert.Equal(3, await call.Soon("the answer"));
    }

    [Fact]
    public async Task A_call_that_was_lost_is_not_made_again_while_another_is_under_way()
    {
        var call = _insistence.CallAsync(CallAsync);
        var first = await NextAsync();
        await _time.MadeAsync(1);
        _time.Advance(ResendAfter);
        var second = await NextAsync();
        await _time.MadeAsync(2);
        first.SetException(new OrleansException("The silo has died."));
        await _time.MadeAsync(3);
        Assert.False(_calls.Reader.TryPeek(out _));
        second.SetResult(2);
        Assert.Equal(2, await call.Soon("the answer"));
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        var call = _insistence.CallAsync(CallAsync);
        (await NextAsync()).SetException(new ArgumentException("No."));
        await Assert.ThrowsAsync<ArgumentException>(() => call.Soon("the refusal"));
        _time.Advance(GiveUpAfter);
        Assert.False(_calls.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_is_not_made_again()
    {
        var call = _insistence.CallAsync(CallAsync);
        (await NextAsync()).SetCanceled(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon("the cancellation"));
    }

    [Fact]
    public async Task When_the_time_is_over_the_last_failure_is_told()
    {
        var call = _insistence.CallAsync(CallAsync);
        for (var (timers, lost) = (2, 0); lost < 100; lost++, timers += 2)
        {
            (await NextAsync()).SetException(new OrleansException($"Lost {lost}."));
            if (lost == 3) break;
            await _time.MadeAsync(timers);
            _time.Advance(lost == 2 ? GiveUpAfter : Pause);
        }
        Assert.Equal("Lost 3.", (await Assert.ThrowsAsync<OrleansException>(() => call.Soon("the failure"))).Message);
    }

    [Fact]
    public async Task When_the_time_is_over_no_more_calls_are_made_but_a_late_answer_counts()
    {
        var call = _insistence.CallAsync(CallAsync);
        var first = await NextAsync();
        for (var n = 1; n <= 10; n++)
        {
            await _time.MadeAsync(n);
            _time.Advance(TimeSpan.FromSeconds(4));
        }
        while (_calls.Reader.TryRead(out _))
        {
        }
        _time.Advance(GiveUpAfter);
        Assert.False(_calls.Reader.TryPeek(out _));
        first.SetResult(1);
        Assert.Equal(1, await call.Soon("the answer"));
    }

    [Fact]
    public async Task A_call_without_a_result_is_made_again_too()
    {
        var call = _insistence.CallAsync((Func<Task>)CallAsync);
        (await NextAsync()).SetException(new OrleansException("The silo has died."));
        await _time.MadeAsync(2);
        _time.Advance(Pause);
        (await NextAsync()).SetResult(0);
        await call.Soon("the answer");
    }

    [Fact]
    public async Task An_answer_that_comes_in_the_moment_of_giving_up_waiting_counts()
    {
        var later = new LaterContext();
        var call = later.Run(() => _insistence.CallAsync(CallAsync));
        var first = await NextAsync();
        _time.Advance(ResendAfter);
        first.SetResult(1);
        later.RunAll();
        Assert.Equal(1, await call.Soon("the answer"));
    }

    private Task<int> CallAsync()
    {
        var call = new TaskCompletionSource<int>();
        _calls.Writer.TryWrite(call);
        return call.Task;
    }

    private Task<TaskCompletionSource<int>> NextAsync() => _calls.Reader.ReadAsync().AsTask().Soon("a call");
}
