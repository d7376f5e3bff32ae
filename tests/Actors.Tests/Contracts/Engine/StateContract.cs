using Actors.Tests.Harness;
using Orleans.Storage;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Grain state is read before the grain is activated, and written only over the version that was read.</summary>
public abstract class StateContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task A_grain_without_a_record_begins_with_a_new_state()
    {
        await Stateful("a").Act(g =>
        {
            var state = Of(g);
            Assert.Equal(new Tally(), state.State);
            Assert.False(state.RecordExists);
            Assert.Null(state.Etag);
        }).Soon("the call");
    }

    [Fact]
    public async Task State_is_read_before_OnActivateAsync()
    {
        await Write("a", 5);
        var seen = 0;
        StageOf("a").Activating = (g, _) =>
        {
            seen = Of(g).State.Count;
            return Task.CompletedTask;
        };
        await End("a");
        await Stateful("a").Touch().Soon("the next call");
        Assert.Equal(5, seen);
    }

    [Fact]
    public async Task A_write_changes_the_etag_and_the_record_exists()
    {
        await Stateful("a").Do(async g =>
        {
            var state = Of(g);
            await state.WriteStateAsync();
            var first = state.Etag;
            Assert.True(state.RecordExists);
            await state.WriteStateAsync();
            Assert.NotNull(first);
            Assert.NotEqual(first, state.Etag);
        }).Soon("the call");
    }

    [Fact]
    public async Task What_is_not_written_is_gone_with_the_activation()
    {
        await Write("a", 1);
        await Stateful("a").Act(g => Of(g).State = new Tally { Count = 2 }).Soon("a change");
        await End("a");
        Assert.Equal(1, await Count("a"));
    }

    [Fact]
    public async Task A_write_over_someone_elses_fails_and_ends_the_activation()
    {
        var (here, there) = await TwoHosts();
        await there.Do(g => Set(g, 10)).Soon("the other's write");
        var failure = await Failure<InconsistentStateException>(here.Do(g => Set(g, 20)), "the late write");
        Assert.NotNull(failure.Message);
        Assert.Equal(DeactivationReasonCode.ApplicationError, await StageOf("a").NextEnd());
        Assert.Equal(10, await here.Ask(g => Of(g).State.Count).Soon("call to the next activation"));
        await here.Do(g => Set(g, 20)).Soon("the write, repeated");
    }

    [Fact]
    public async Task A_conflict_that_the_grain_handles_does_not_end_it()
    {
        var (here, there) = await TwoHosts();
        await there.Do(g => Set(g, 10)).Soon("the other's write");
        var before = await here.Ask(g => g.Life).Soon("a call");
        await here.Do(async g =>
        {
            await Assert.ThrowsAsync<InconsistentStateException>(() => Set(g, 20));
            await Of(g).ReadStateAsync();
            Assert.Equal(10, Of(g).State.Count);
            await Set(g, 30);
        }).Soon("the call that repairs");
        Assert.Equal(before, await here.Ask(g => g.Life).Soon("a call"));
    }

    [Fact]
    public async Task A_call_that_waits_behind_a_conflict_runs_in_the_next_activation()
    {
        var (here, there) = await TwoHosts();
        await there.Do(g => Set(g, 10)).Soon("the other's write");
        var gate = new TaskCompletionSource();
        var conflicting = here.Do(async g =>
        {
            g.Stage.Tell("began");
            await gate.Task;
            await Set(g, 20);
        });
        await StageOf("a").Hear("begin of the call");
        var waiting = here.Do(g => Set(g, Of(g).State.Count + 1));
        gate.SetResult();
        await Failure<InconsistentStateException>(conflicting, "the late write");
        await waiting.Soon("the call behind it");
        Assert.Equal(11, await here.Ask(g => Of(g).State.Count).Soon("a call"));
    }

    [Fact]
    public async Task ClearState_removes_the_record_and_the_grain_can_write_again()
    {
        await Write("a", 5);
        await Stateful("a").Do(async g =>
        {
            await Of(g).ClearStateAsync();
            Assert.Equal(new Tally(), Of(g).State);
            Assert.False(Of(g).RecordExists);
        }).Soon("clearing");
        await End("a");
        Assert.Equal(0, await Count("a"));
        await Write("a", 6);
        await End("a");
        Assert.Equal(6, await Count("a"));
    }

    [Fact]
    public async Task Reading_again_what_someone_else_cleared_gives_a_new_state_that_can_be_written()
    {
        await Write("a", 5);
        var (here, there) = await TwoHosts();
        await there.Do(g => Of(g).ClearStateAsync()).Soon("the other's clear");
        await here.Do(async g =>
        {
            await Of(g).ReadStateAsync();
            Assert.False(Of(g).RecordExists);
            Assert.Equal(new Tally(), Of(g).State);
            await Set(g, 1);
        }).Soon("reading again");
    }

    private static IPersistentState<Tally> Of(ScriptedGrain grain) => ((StatefulScriptGrain)grain).Tally;

    private static Task Set(ScriptedGrain grain, int count)
    {
        Of(grain).State = new Tally { Count = count };
        return Of(grain).WriteStateAsync();
    }

    private Task Write(string name, int count) => Stateful(name).Do(g => Set(g, count)).Soon("a write");

    private Task<int> Count(string name) => Stateful(name).Ask(g => Of(g).State.Count).Soon("a read");

    private async Task End(string name)
    {
        await Stateful(name).Act(g => g.End()).Soon("the call that ends it");
        await StageOf(name).NextEnd();
    }

    /// <summary>The same grain on two hosts that know nothing of each other: two writers of one record.</summary>
    private async Task<(IStatefulScriptGrain Here, IStatefulScriptGrain There)> TwoHosts()
    {
        var (here, there) = (Stateful("a"), Stateful("a", await StartHost()));
        await here.Touch().Soon("activation here");
        await there.Touch().Soon("activation there");
        return (here, there);
    }
}
