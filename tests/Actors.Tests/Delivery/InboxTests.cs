using System.Threading.Channels;
using Actors.Delivery;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Where results wait until a session has time for them.</summary>
public sealed class InboxTests
{
    private readonly ManualTime _time = new();
    private readonly CountingDoorbell _doorbell = new();
    private readonly List<int> _taken = [];
    private readonly Channel<int> _results = Channel.CreateUnbounded<int>();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly Inbox _inbox;

    public InboxTests() => _inbox = new Inbox(_doorbell);

    [Fact]
    public async Task One_ring_is_enough_for_all_that_wait_and_they_are_taken_in_in_order()
    {
        for (var n = 1; n <= 3; n++) Post(n);
        Assert.Equal(1, _doorbell.Rings);
        Assert.Empty(_taken);
        await _inbox.TakeInAsync().Soon("the ring");
        Assert.Equal([1, 2, 3], _taken);
        Post(4);
        Assert.Equal(2, _doorbell.Rings);
    }

    [Fact]
    public async Task A_result_that_fails_keeps_no_other_from_being_taken_in_with_its_own_ring()
    {
        Post(1);
        _inbox.Post(static () => throw new InvalidOperationException("It cannot be saved."));
        Post(3);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _inbox.TakeInAsync().Soon("the first ring"));
        Assert.Equal(2, _doorbell.Rings);
        await _inbox.TakeInAsync().Soon("the second ring");
        Assert.Equal([1, 3], _taken);
    }

    [Fact]
    public async Task What_comes_while_one_is_taken_in_rings_again_and_is_taken_in_after_it()
    {
        var saved = new TaskCompletionSource();
        _inbox.Post(async () =>
        {
            await saved.Task;
            _taken.Add(1);
        });
        var taking = _inbox.TakeInAsync();
        Post(2);
        saved.SetResult();
        await taking.Soon("the first");
        Assert.Equal(2, _doorbell.Rings);
        await _inbox.TakeInAsync().Soon("the second ring");
        Assert.Equal([1, 2], _taken);
    }

    [Fact]
    public async Task An_activation_that_ends_takes_in_what_comes_until_it_is_enough()
    {
        Post(1);
        var ending = InTurnAsync(() => EndAsync(TimeSpan.FromSeconds(10)));
        for (var n = 1; n <= 4; n++)
        {
            Assert.Equal(n, await _results.Reader.ReadAsync().AsTask().Soon($"result {n}"));
            if (n == 4) break;
            Assert.False(ending.IsCompleted);
            await InTurnAsync(() =>
            {
                Post(n + 1);
                return Task.CompletedTask;
            });
        }
        await ending.Soon("the end");
        Assert.Equal([1, 2, 3, 4], _taken);
        Assert.Equal(1, _doorbell.Rings);
    }

    [Fact]
    public async Task An_activation_that_ends_does_not_wait_when_it_is_enough_already()
    {
        for (var n = 1; n <= 4; n++) Post(n);
        await EndAsync(TimeSpan.FromSeconds(10)).Soon("the end");
        Assert.Equal([1, 2, 3, 4], _taken);
        Assert.Equal(0, _time.Waiting);
    }

    [Fact]
    public async Task An_activation_that_ends_waits_no_longer_than_it_may()
    {
        var ending = EndAsync(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(ending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await ending.Soon("the end");
        Assert.Equal(0, _time.Waiting);
    }

    [Fact]
    public async Task An_activation_that_may_not_wait_takes_in_what_is_there()
    {
        Post(1);
        await EndAsync(TimeSpan.Zero).Soon("the end");
        Assert.Equal([1], _taken);
    }

    [Fact]
    public async Task An_activation_whose_time_is_cut_waits_no_more()
    {
        using var cut = new CancellationTokenSource();
        var ending = EndAsync(TimeSpan.FromSeconds(10), cut.Token);
        await cut.CancelAsync();
        await ending.Soon("the end");
    }

    private void Post(int n) => _inbox.Post(() =>
    {
        _taken.Add(n);
        _results.Writer.TryWrite(n);
        return Task.CompletedTask;
    });

    private Task EndAsync(TimeSpan most, CancellationToken cut = default) => _inbox.TakeInUntilAsync(() => _taken.Count == 4, most, _time, cut);

    /// <summary>Runs one thing at a time, what follows its awaits included, as an activation does.</summary>
    private Task InTurnAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    private sealed class CountingDoorbell : ISessionDoorbell
    {
        public int Rings { get; private set; }

        public Task Ring()
        {
            Rings++;
            return Task.CompletedTask;
        }
    }
}
