using Actors.Storage;
using Actors.Tests.Harness;
using Actors.Tutor;
using Orleans.Storage;

namespace Actors.Tests.Contracts;

/// <summary>Grain state under many writers at once.</summary>
public abstract class GrainStateConcurrencyContract : StorageContract
{
    /// <summary>The SQL that reads how often each grain of a test was written.</summary>
    protected virtual string Versions => "select etag from grain_state where grain_key like 'grain %'";

    [Fact]
    public async Task Five_hundred_writers_at_once_are_all_durable()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => CountAsync($"grain {i}", 3)))).Soon("500 writers");
        await Program.DisposeAsync();
        var rows = await Place.AskAsync<long>(Versions);
        Assert.Equal(500, rows.Count);
        Assert.All(rows, static etag => Assert.Equal(3, etag));
    }

    [Fact]
    public async Task Of_all_writers_with_one_etag_exactly_one_wins()
    {
        var start = new StoredState<TutorSessionState>();
        await WriteAsync(Id("a"), start);
        for (var round = 1; round <= 20; round++)
        {
            var etag = start.ETag;
            var states = Enumerable.Range(0, 16).Select(i => new StoredState<TutorSessionState> { State = new() { LastTurn = (round * 100) + i }, ETag = etag }).ToList();
            var wins = await Task.WhenAll(states.Select(state => Task.Run(() => WinsAsync(state)))).Soon("writers of one record");
            var winner = states[Assert.Single(Enumerable.Range(0, 16), i => wins[i])];
            start = await ReadAsync<TutorSessionState>(Id("a"));
            Assert.Equal((winner.ETag, winner.State.LastTurn), (start.ETag, start.State.LastTurn));
        }
    }

    [Fact]
    public async Task Of_all_first_writers_exactly_one_wins()
    {
        var states = Enumerable.Range(0, 16).Select(i => new StoredState<TutorSessionState> { State = new() { LastTurn = i } }).ToList();
        var wins = await Task.WhenAll(states.Select(state => Task.Run(() => WinsAsync(state)))).Soon("first writers");
        var winner = states[Assert.Single(Enumerable.Range(0, 16), i => wins[i])];
        Assert.Equal(winner.State.LastTurn, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public virtual async Task Writes_of_one_caller_are_applied_in_its_order()
    {
        var writes = Enumerable.Range(1, 2000).Select(i => new SetRole("a", i)).ToList();
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        await Task.WhenAll(writes.Select(write => Program.Database.WriteAsync(write))).Soon("writes of one caller");
        Assert.All(writes, static write => Assert.Equal(1, write.Durable.Result));
    }

    [Fact]
    public async Task A_reader_sees_what_was_written_before()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            var state = new StoredState<TutorSessionState>();
            for (var turn = 1; turn <= 10; turn++)
            {
                state.State = state.State with { LastTurn = turn };
                await WriteAsync(Id($"grain {i}"), state);
                Assert.Equal(turn, (await ReadAsync<TutorSessionState>(Id($"grain {i}"))).State.LastTurn);
            }
        }))).Soon("readers of their own writes");
    }

    private async Task CountAsync(string key, int turns)
    {
        var state = new StoredState<TutorSessionState>();
        for (var turn = 1; turn <= turns; turn++)
        {
            state.State = state.State with { LastTurn = turn };
            await WriteAsync(Id(key), state);
        }
    }

    private async Task<bool> WinsAsync(StoredState<TutorSessionState> state)
    {
        try
        {
            await WriteAsync(Id("a"), state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    /// <summary>Changes the row only if the write before it has been applied, and none after it.</summary>
    private sealed class SetRole(string key, long number) : DbWrite
    {
        public override string Sql => "update grain_state set etag = etag + 1 where grain_key = $1 and etag = $2";

        public override void Bind(IDbBinder to)
        {
            to.Text(key);
            to.Long(number);
        }
    }
}
