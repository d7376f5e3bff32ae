using System.Diagnostics;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Request context and trace context flow with calls and never back; a caller's synchronisation context stays out.</summary>
public abstract class ContextContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_context_flows_through_a_chain_of_calls(bool areActive)
    {
        if (areActive) await Task.WhenAll(Plain("a").Touch(), Plain("b").Touch()).Soon("activations");
        RequestContext.Set("who", "the caller");
        object? seen = null;
        await Plain("a").Do(async _ =>
        {
            await Task.Yield();
            await Plain("b").Act(_ => seen = RequestContext.Get("who"));
        }).Soon("the call");
        Assert.Equal("the caller", seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_context_never_flows_back(bool isActive)
    {
        if (isActive) await Plain("a").Touch().Soon("activation");
        RequestContext.Set("who", "the caller");
        await Plain("a").Act(_ =>
        {
            RequestContext.Set("who", "the grain");
            RequestContext.Set("more", 1);
        }).Soon("the call");
        Assert.Equal("the caller", RequestContext.Get("who"));
        Assert.Null(RequestContext.Get("more"));
    }

    [Fact]
    public async Task A_calls_request_context_is_not_seen_by_the_next_call()
    {
        await CallWithContext();
        object? seen = "nothing yet";
        await Plain("a").Act(_ => seen = RequestContext.Get("who")).Soon("the next call");
        Assert.Null(seen);

        async Task CallWithContext()
        {
            RequestContext.Set("who", "the first caller");
            await Plain("a").Act(_ => RequestContext.Set("who", "the grain")).Soon("the first call");
        }
    }

    [Fact]
    public async Task A_timer_does_not_keep_the_request_context_of_the_call_that_made_it()
    {
        RequestContext.Set("who", "the caller");
        object? seen = "nothing yet";
        await Plain("a").Act(g => g.RegisterGrainTimer(() =>
        {
            seen = RequestContext.Get("who");
            g.Stage.Tell("tick");
            return Task.CompletedTask;
        }, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan)).Soon("the call");
        RequestContext.Clear();
        await Engine.Advance(TimeSpan.FromSeconds(1));
        await StageOf("a").Hear("the tick");
        Assert.Null(seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trace_flows_through_a_chain_of_calls_and_never_back(bool areActive)
    {
        if (areActive) await Task.WhenAll(Plain("a").Touch(), Plain("b").Touch()).Soon("activations");
        using var activity = new Activity("caller").Start();
        ActivityTraceId? seen = null;
        await Plain("a").Do(async _ =>
        {
            await Task.Yield();
            await Plain("b").Act(_ =>
            {
                seen = Activity.Current?.TraceId;
                new Activity("never stopped").Start();
            });
        }).Soon("the call");
        Assert.Equal(activity.TraceId, seen);
        Assert.Same(activity, Activity.Current);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_callers_synchronisation_context_does_not_reach_the_grain(bool isActive)
    {
        if (isActive) await Plain("a").Touch().Soon("activation");
        var outer = SynchronizationContext.Current;
        var own = new SynchronizationContext();
        var seen = new List<SynchronizationContext?>();
        SynchronizationContext.SetSynchronizationContext(own);
        Task call;
        try
        {
            call = Plain("a").Do(async _ =>
            {
                seen.Add(SynchronizationContext.Current);
                await Task.Yield();
                seen.Add(SynchronizationContext.Current);
            });
            Assert.Same(own, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
        await call.Soon("the call");
        Assert.Equal([null, null], seen);
    }
}
