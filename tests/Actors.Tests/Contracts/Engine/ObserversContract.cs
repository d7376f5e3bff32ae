using System.Threading.Channels;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Grains push to objects outside: in order per grain, until the reference is deleted or not renewed.</summary>
public abstract class ObserversContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public virtual async Task What_a_grain_pushes_arrives_in_order()
    {
        var (seen, watcher) = Watcher();
        await Watched.Watch(watcher).Soon("subscription");
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Watched.Push($"{i}"))).Soon("all pushes");
        for (var i = 0; i < 500; i++) Assert.Equal($"{i}", await seen.Next());
    }

    [Fact]
    public async Task Every_observer_is_told_and_one_that_left_is_not()
    {
        var (first, firstReference) = Watcher();
        var (second, secondReference) = Watcher();
        await Watched.Watch(firstReference).Soon("subscription");
        await Watched.Watch(secondReference).Soon("subscription");
        await Watched.Unwatch(firstReference).Soon("end of a subscription");
        Assert.Equal(1, await Watched.Push("news").Soon("push"));
        Assert.Equal("news", await second.Next());
        Assert.True(first.IsSilent);
    }

    [Fact]
    public async Task Subscribing_the_same_reference_again_renews_it()
    {
        var (seen, watcher) = Watcher();
        await Watched.Watch(watcher).Soon("subscription");
        await Engine.Advance(TimeSpan.FromSeconds(50));
        await Watched.Watch(watcher).Soon("renewal");
        await Engine.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(1, await Watched.Push("news").Soon("push"));
        Assert.Equal("news", await seen.Next());
        Assert.True(seen.IsSilent);
    }

    [Fact]
    public async Task An_observer_that_is_not_renewed_expires()
    {
        var (seen, watcher) = Watcher();
        await Watched.Watch(watcher).Soon("subscription");
        await Engine.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(0, await Watched.Push("news").Soon("push"));
        Assert.True(seen.IsSilent);
    }

    [Fact]
    public async Task An_observer_that_cannot_be_told_is_dropped_and_the_others_are_told()
    {
        var (_, failing) = Watcher();
        var (seen, watcher) = Watcher();
        await Watched.Watch(failing).Soon("subscription");
        await Watched.Watch(watcher).Soon("subscription");
        Assert.Equal(1, await Watched.PushPast("news", failing).Soon("push"));
        Assert.Equal("news", await seen.Next());
    }

    [Fact]
    public async Task A_deleted_observer_sees_nothing()
    {
        var (deleted, deletedReference) = Watcher();
        var (seen, watcher) = Watcher();
        await Watched.Watch(deletedReference).Soon("subscription");
        await Watched.Watch(watcher).Soon("subscription");
        Delete(deleted, deletedReference);
        await Watched.Push("news").Soon("push");
        Assert.Equal("news", await seen.Next());
        Assert.True(deleted.IsSilent);
    }

    [Fact]
    public virtual async Task Asking_a_deleted_observer_fails()
    {
        var (seen, watcher) = Watcher();
        await Watched.Watch(watcher).Soon("subscription");
        Delete(seen, watcher);
        await Failure<OrleansException>(Watched.Ask(watcher, "question"), "asking a deleted observer");
        Assert.True(seen.IsSilent);
    }

    [Fact]
    public async Task A_grain_may_wait_for_an_observers_answer()
    {
        var (seen, watcher) = Watcher();
        await Watched.Ask(watcher, "question").Soon("the answer");
        Assert.Equal("question", await seen.Next());
    }

    [Fact]
    public async Task An_observers_failure_reaches_the_grain_that_asked_and_no_other()
    {
        var (seen, watcher) = Watcher();
        seen.OnSee = static _ => throw new InvalidDataException("no answer");
        await Failure<InvalidDataException>(Watched.Ask(watcher, "question"), "the answer");
        await Watched.Watch(watcher).Soon("subscription");
        await Watched.Push("news").Soon("push");
    }

    [Fact]
    public async Task Asking_an_observer_that_never_answers_ends_in_a_time_out()
    {
        var (seen, watcher) = Watcher();
        seen.Answer = new TaskCompletionSource().Task;
        var call = Watched.Ask(watcher, "question");
        await seen.Next();
        await PassResponseTimeout();
        await Failure<TimeoutException>(call, "the time-out");
        await Watched.Push("news").Soon("the next call");
    }

    [Fact]
    public async Task What_an_observer_sets_in_the_request_context_does_not_flow_back()
    {
        var (seen, watcher) = Watcher();
        seen.OnSee = static name => RequestContext.Set(name, "from the observer");
        Assert.Null(await Watched.PushAndReadContext(watcher, "note").Soon("push"));
    }

    private IWatchedGrain Watched => MainHost.Grains.GetGrain<IWatchedGrain>(Key("watched"));

    private (Recorder Seen, IWatcher Reference) Watcher()
    {
        var recorder = new Recorder();
        return (recorder, MainHost.Grains.CreateObjectReference<IWatcher>(recorder));
    }

    private void Delete(Recorder watcher, IWatcher reference) =>
        MainHost.Grains.DeleteObjectReference<IWatcher>(Engine.Deletable(watcher, reference));

    private sealed class Recorder : IWatcher
    {
        private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

        public Action<string> OnSee { get; set; } = static _ => { };

        public Task Answer { get; set; } = Task.CompletedTask;

        public bool IsSilent => _seen.Reader.Count == 0;

        public Task<string> Next() => _seen.Reader.ReadAsync().AsTask().Soon("the observer is told");

        public void See(string what)
        {
            _seen.Writer.TryWrite(what);
            OnSee(what);
        }

        public Task SeeAndAnswer(string what)
        {
            See(what);
            return Answer;
        }
    }
}
