using System.Diagnostics.Metrics;
using Actors.Storage;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>Counts commits through a meter of the whole process, so nothing else may write meanwhile.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>Writes share commits, and nobody's write suffers from another's.</summary>
public abstract class GroupCommitContract : StorageContract
{
    [Theory]
    [InlineData(500, 1000, 1)]
    [InlineData(500, 50, 10)]
    [InlineData(7, 1, 7)]
    [InlineData(1, 1000, 1)]
    public async Task Writes_that_wait_share_a_commit_up_to_the_limit(int writes, int limit, int commits)
    {
        await Program.DisposeAsync();
        var program = await Place.StartAsync(("Data:MaxBatch", $"{limit}"));
        using var counted = new Counted();
        using var held = await HeldWrite.HoldAsync(program.Database);
        var waits = Enumerable.Range(0, writes).Select(i => program.Database.WriteAsync(new Mark($"m{i}"))).ToList();
        held.LetGo();
        Assert.All(await Task.WhenAll(waits).Soon("marks"), static rows => Assert.Equal(1, rows));
        Assert.Equal(0, await held.Durable.Soon("the held write"));
        Assert.Equal((commits + 1, writes + 1, 0), (counted.Commits, counted.Writes, counted.Failures));
        Assert.Equal(writes, await MarksAsync());
    }

    [Fact]
    public async Task Writers_that_do_not_wait_for_each_other_share_commits()
    {
        using var counted = new Counted();
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Program.Database.WriteAsync(new Mark($"m{i}")))).Soon("marks");
        Assert.Equal(2000, counted.Writes);
        Assert.InRange(counted.Commits, 1, 500);
    }

    [Fact]
    public async Task A_lone_write_is_committed_by_itself()
    {
        using var counted = new Counted();
        for (var i = 0; i < 5; i++) await Program.Database.WriteAsync(new Mark($"m{i}")).Soon("mark");
        Assert.Equal((5, 5), (counted.Commits, counted.Writes));
    }

    [Fact]
    public async Task A_statement_that_fails_fails_only_its_own_caller()
    {
        using var held = await HeldWrite.HoldAsync(Program.Database);
        using var counted = new Counted();
        DbWrite[] bad = [new Wrong(), new Mark("m1"), new Poison()];
        var good = Enumerable.Range(0, 20).Select(i => Program.Database.WriteAsync(new Mark($"m{i}"))).ToList();
        var failing = bad.Select(write => Program.Database.WriteAsync(write)).ToList();
        good.AddRange(Enumerable.Range(20, 20).Select(i => Program.Database.WriteAsync(new Mark($"m{i}"))));
        held.LetGo();
        Assert.All(await Task.WhenAll(good).Soon("good marks"), static rows => Assert.Equal(1, rows));
        foreach (var write in failing)
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => write.Soon("bad write"));
            Assert.NotEmpty(failure.Message);
        }
        Assert.Equal(3, counted.Failures);
        Assert.Equal(40, await MarksAsync());
    }

    [Fact]
    public async Task A_writer_goes_on_after_writes_that_cannot_be_made()
    {
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<StorageException>(() => Program.Database.WriteAsync(new Poison()).Soon("poison"));
            await Assert.ThrowsAsync<StorageException>(() => Program.Database.WriteAsync(new Wrong()).Soon("wrong statement"));
            Assert.Equal(1, await Program.Database.WriteAsync(new Mark($"m{i}")).Soon("mark"));
        }
    }

    [Fact]
    public async Task The_order_is_kept_when_a_batch_is_tried_again_one_by_one()
    {
        using var held = await HeldWrite.HoldAsync(Program.Database);
        var first = Program.Database.WriteAsync(new Mark("m"));
        var wrong = Program.Database.WriteAsync(new Wrong());
        var steps = Enumerable.Range(1, 50).Select(i => Program.Database.WriteAsync(new Step("m", i))).ToList();
        held.LetGo();
        Assert.Equal(1, await first.Soon("first"));
        await Assert.ThrowsAsync<StorageException>(() => wrong.Soon("wrong statement"));
        Assert.All(await Task.WhenAll(steps).Soon("steps"), static rows => Assert.Equal(1, rows));
    }

    [Fact]
    public async Task A_write_after_the_end_fails_typed()
    {
        var database = Program.Database;
        await Program.DisposeAsync();
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(new Mark("late")).Soon("late write"));
        Assert.Equal(StorageProblem.Unavailable, failure.Problem);
        await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync([new Mark("late 1"), new Mark("late 2")]).Soon("late writes"));
    }

    [Fact]
    public async Task The_end_waits_for_the_writes_that_were_made_before()
    {
        using var held = await HeldWrite.HoldAsync(Program.Database);
        var waits = Enumerable.Range(0, 3000).Select(i => Program.Database.WriteAsync(new Mark($"m{i}"))).ToList();
        var end = Task.Run(async () => await Program.DisposeAsync());
        held.LetGo();
        Assert.All(await Task.WhenAll(waits).Soon("marks"), static rows => Assert.Equal(1, rows));
        await end.Soon("the end");
        Assert.Equal(3000, await MarksAsync());
    }

    [Fact]
    public async Task An_end_under_fire_completes_every_write_one_way_or_the_other()
    {
        var database = Program.Database;
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteUntilRefusedAsync(database, writer))).ToList();
        await database.WriteAsync(new Mark("among others")).Soon("mark");
        await Task.Run(async () => await Program.DisposeAsync()).Soon("the end");
        var made = await Task.WhenAll(writers).Soon("writers");
        Assert.Equal(made.Sum() + 1, await MarksAsync());
    }

    [Fact]
    public async Task A_second_end_does_nothing()
    {
        await Program.Database.WriteAsync(new Mark("m")).Soon("mark");
        await Program.Database.DisposeAsync();
        await Program.Database.DisposeAsync();
    }

    private static async Task<int> WriteUntilRefusedAsync(Database database, int writer)
    {
        for (var made = 0; ; made++)
        {
            try
            {
                await database.WriteAsync(new Mark($"w{writer} {made}")).Soon("mark");
            }
            catch (StorageException)
            {
                return made;
            }
        }
    }

    private async Task<long> MarksAsync() => Assert.Single(await Place.AskAsync<long>("select count(*) from grain_state where grain_type = 'mark'"));

    private sealed class Mark(string key) : DbWrite
    {
        public override string Sql => "insert into grain_state (grain_type, grain_key, state_name, etag, data) values ('mark', $1, 's', 1, '')";

        public override void Bind(IDbBinder to) => to.Text(key);
    }

    private sealed class Step(string key, long number) : DbWrite
    {
        public override string Sql => "update grain_state set etag = etag + 1 where grain_key = $1 and etag = $2";

        public override void Bind(IDbBinder to)
        {
            to.Text(key);
            to.Long(number);
        }
    }

    private sealed class Wrong : DbWrite
    {
        public override string Sql => "insert into no_such_table values ($1)";

        public override void Bind(IDbBinder to) => to.Text("x");
    }

    private sealed class Poison : DbWrite
    {
        public override string Sql => "delete from grain_state where grain_key = $1";

        public override void Bind(IDbBinder to) => throw new InvalidOperationException("This write cannot be made.");
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _commits, _writes, _failures;

        public Counted()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Actors.Storage") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, amount, _, _) => Interlocked.Add(ref Of(instrument.Name), amount));
            _listener.Start();
        }

        public long Commits => Interlocked.Read(ref _commits);

        public long Writes => Interlocked.Read(ref _writes);

        public long Failures => Interlocked.Read(ref _failures);

        public void Dispose() => _listener.Dispose();

        private ref long Of(string name)
        {
            switch (name)
            {
                case "actors_storage_commits": return ref _commits;
                case "actors_storage_writes": return ref _writes;
                default: return ref _failures;
            }
        }
    }
}
