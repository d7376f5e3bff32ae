using Actors.Tutor;
using Orleans.Storage;

namespace Actors.Tests.Contracts;

/// <summary>Grain state: a record with an etag per grain and name.</summary>
public abstract class GrainStateContract : StorageContract
{
    /// <summary>Whether a conflict names the etag of the one who lost.</summary>
    protected virtual bool TellsEtags => true;

    [Fact]
    public async Task A_state_never_written_reads_as_none()
    {
        var state = await ReadAsync<TutorSessionState>(Id("nobody"));
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equivalent(new TutorSessionState(), state.State);
    }

    [Fact]
    public async Task What_is_inserted_is_read()
    {
        var written = new StoredState<TutorSessionState> { State = new() { LastTurn = 7 } };
        await WriteAsync(Id("a"), written);
        Assert.True(written.RecordExists);
        Assert.NotNull(written.ETag);
        var read = await ReadAsync<TutorSessionState>(Id("a"));
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(7, read.State.LastTurn);
    }

    [Fact]
    public async Task Every_update_has_a_new_etag()
    {
        var state = new StoredState<TutorSessionState>();
        var etags = new HashSet<string?>();
        for (var turn = 1; turn <= 5; turn++)
        {
            state.State = state.State with { LastTurn = turn };
            await WriteAsync(Id("a"), state);
            Assert.True(etags.Add(state.ETag));
        }
        Assert.Equal(5, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public async Task An_update_with_an_old_etag_changes_nothing()
    {
        var first = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), first);
        var stale = await ReadAsync<TutorSessionState>(Id("a"));
        first.State = first.State with { LastTurn = 2 };
        await WriteAsync(Id("a"), first);
        var etag = stale.ETag;
        stale.State = stale.State with { LastTurn = 99 };
        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Id("a"), stale));
        Assert.Equal(TellsEtags ? etag : null, refused.CurrentEtag);
        Assert.Equal(etag, stale.ETag);
        var kept = await ReadAsync<TutorSessionState>(Id("a"));
        Assert.Equal((2L, first.ETag), (kept.State.LastTurn, kept.ETag));
    }

    [Fact]
    public async Task A_second_insert_is_a_conflict()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } });
        var second = new StoredState<TutorSessionState> { State = new() { LastTurn = 2 } };
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Id("a"), second));
        Assert.False(second.RecordExists);
        Assert.Null(second.ETag);
        Assert.Equal(1, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_anew()
    {
        var state = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), state);
        await ClearAsync(Id("a"), state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.False((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
        await WriteAsync(Id("a"), state);
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }

    [Fact]
    public async Task A_clear_with_an_old_etag_changes_nothing()
    {
        var state = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), state);
        var stale = await ReadAsync<TutorSessionState>(Id("a"));
        await WriteAsync(Id("a"), state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => ClearAsync(Id("a"), stale));
        Assert.Equal(state.ETag, (await ReadAsync<TutorSessionState>(Id("a"))).ETag);
    }

    [Fact]
    public async Task A_write_after_somebody_cleared_is_a_conflict()
    {
        var state = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), state);
        var other = await ReadAsync<TutorSessionState>(Id("a"));
        await ClearAsync(Id("a"), state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Id("a"), other));
        Assert.False((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }

    [Fact]
    public async Task Clearing_what_was_never_written_does_nothing()
    {
        var state = await ReadAsync<TutorSessionState>(Id("a"));
        await ClearAsync(Id("a"), state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Reading_again_after_somebody_cleared_gives_a_fresh_state()
    {
        var state = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), state);
        await ClearAsync(Id("a"), await ReadAsync<TutorSessionState>(Id("a")));
        await Program.States.ReadStateAsync("state", Id("a"), state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(0, state.State.LastTurn);
    }

    [Fact]
    public async Task States_of_a_grain_are_apart()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } }, "one");
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = new() { LastTurn = 2 } }, "two");
        await WriteAsync(Id("a", "other"), new StoredState<TutorSessionState> { State = new() { LastTurn = 3 } }, "three");
        await ClearAsync(Id("a"), await ReadAsync<TutorSessionState>(Id("a"), "one"), "one");
        Assert.False((await ReadAsync<TutorSessionState>(Id("a"), "one")).RecordExists);
        Assert.Equal(2, (await ReadAsync<TutorSessionState>(Id("a"), "two")).State.LastTurn);
        Assert.Equal(3, (await ReadAsync<TutorSessionState>(Id("a", "other"), "three")).State.LastTurn);
    }

    [Fact]
    public virtual async Task Grains_of_a_key_are_apart_even_if_their_states_have_one_name()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } });
        await WriteAsync(Id("a", "other"), new StoredState<TutorSessionState> { State = new() { LastTurn = 2 } });
        await ClearAsync(Id("a"), await ReadAsync<TutorSessionState>(Id("a")));
        Assert.Equal(2, (await ReadAsync<TutorSessionState>(Id("a", "other"))).State.LastTurn);
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("a", "0a")]
    [InlineData("12", "012")]
    [InlineData("teacher", "0+teacher")]
    [InlineData("1+a", "01+a")]
    [InlineData("0", "00000000000000000000000000000000")]
    [InlineData("0198f0c2a5b17c3e9a4d5e6f7a8b9c0d", "0198F0C2A5B17C3E9A4D5E6F7A8B9C0D")]
    public async Task Grains_whose_keys_are_alike_are_apart(string key, string other)
    {
        await WriteAsync(Id(key), new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } });
        Assert.False((await ReadAsync<TutorSessionState>(Id(other))).RecordExists);
        await WriteAsync(Id(other), new StoredState<TutorSessionState> { State = new() { LastTurn = 2 } });
        await ClearAsync(Id(key), await ReadAsync<TutorSessionState>(Id(key)));
        Assert.Equal(2, (await ReadAsync<TutorSessionState>(Id(other))).State.LastTurn);
    }

    [Fact]
    public async Task A_state_outlives_its_program()
    {
        var state = new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } };
        await WriteAsync(Id("a"), state);
        await Program.DisposeAsync();
        Program = await Place.StartAsync();
        var read = await ReadAsync<TutorSessionState>(Id("a"));
        Assert.Equal((state.ETag, 1L), (read.ETag, read.State.LastTurn));
    }
}
