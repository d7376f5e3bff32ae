using Actors.Storage;
using Actors.Storage.Postgres;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Reminders;

namespace Actors.Tests.Storage;

/// <summary>What may happen to a server or the way to it: typed errors, and work goes on when it is back.</summary>
public sealed class PostgresTroubleTests(PostgresServer server) : StorageContract
{
    private PostgresPlace Server => (PostgresPlace)Place;

    [Fact]
    public async Task Several_programs_may_start_on_a_new_database_at_once()
    {
        await using var place = await PostgresPlace.NewAsync(server);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => place.StartAsync()))).Soon("six starts");
        Assert.Equal(MigrationSet.Product.Scripts.Select(static known => known.Version), await place.AskAsync<long>("select version from schema_migrations order by version"));
    }

    [Fact]
    public async Task Two_programs_write_one_record_and_one_wins_each_time()
    {
        var other = await Place.StartAsync();
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        for (var round = 0; round < 20; round++)
        {
            var (ours, theirs) = (await ReadAsync<TutorSessionState>(Id("a")), await ReadAsync<TutorSessionState>(Id("a")));
            var failures = await Task.WhenAll(
                Record.ExceptionAsync(() => Program.States.WriteStateAsync("state", Id("a"), ours)).AsTask(),
                Record.ExceptionAsync(() => other.States.WriteStateAsync("state", Id("a"), theirs)).AsTask()).Soon("two writers");
            Assert.IsType<Orleans.Storage.InconsistentStateException>(Assert.Single(failures, static failure => failure is not null));
        }
    }

    [Fact]
    public async Task A_write_goes_through_after_the_server_has_dropped_every_connection()
    {
        await Server.CutAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => WriteAsync(Id($"grain {i}"), new StoredState<TutorSessionState>())));
        Assert.Equal(50, Assert.Single(await Place.AskAsync<long>("select count(*) from grain_state")));
    }

    [Fact]
    public async Task Connections_dropped_under_load_lose_nothing_that_was_acknowledged()
    {
        var acknowledged = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 20).Select(writer => Task.Run(async () =>
        {
            var made = new List<string>();
            for (var i = 0; i < 50; i++)
            {
                var failure = await Record.ExceptionAsync(() => WriteAsync(Id($"{writer} {i}"), new StoredState<TutorSessionState>()));
                if (failure is null) made.Add($"{writer} {i}");
                else Assert.True(failure is StorageException or Orleans.Storage.InconsistentStateException, $"{failure}");
                if (Interlocked.Increment(ref acknowledged) >= 200) enough.TrySetResult();
            }
            return made;
        })).ToList();
        await enough.Task.Soon("load");
        await Server.CutAsync();
        var all = (await Task.WhenAll(writers).Soon("writers")).SelectMany(static made => made);
        Assert.Empty(all.Except(await Place.AskAsync<string>("select grain_key from grain_state")));
    }

    [Fact]
    public async Task A_read_on_a_dropped_connection_fails_typed_and_the_next_one_works()
    {
        Assert.False((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
        await Server.CutAsync();
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync<TutorSessionState>(Id("a")));
        Assert.False((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
        Assert.Empty(await Program.Turns.ReadAsync("a", 0, 1, 1).Soon("turns"));
    }

    [Fact]
    public async Task A_table_that_is_missing_is_a_typed_error_of_every_read()
    {
        await Place.RunAsync("drop table grain_state; drop table reminders; drop table tutor_turns");
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync<TutorSessionState>(Id("a")));
        await Assert.ThrowsAsync<StorageException>(() => Program.Turns.ReadAsync("a", 0, 1, 1));
        await Assert.ThrowsAsync<StorageException>(() => Program.Turns.RecentIdsAsync("a", 0, 1));
        await Assert.ThrowsAsync<StorageException>(() => Program.Get<IReminderStore>().EarliestAsync());
        await Assert.ThrowsAsync<StorageException>(() => Program.Get<IReminderStore>().OfGrainAsync(Id("a")));
    }

    [Fact]
    public async Task While_the_database_is_away_every_write_fails_typed_and_later_all_is_well()
    {
        await Server.AllowAsync(false);
        await Server.CutAsync();
        var writes = Enumerable.Range(0, 50).Select(i => WriteAsync(Id($"grain {i}"), new StoredState<TutorSessionState>())).ToList();
        foreach (var write in writes) Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => write)).Problem);
        Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => ReadAsync<TutorSessionState>(Id("a")))).Problem);
        Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => Program.Database.CheckAsync(default))).Problem);
        await Server.AllowAsync(true);
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
        await Program.Database.CheckAsync(default).Soon("check");
    }

    [Fact]
    public async Task A_server_that_has_died_is_unavailable()
    {
        var mortal = new PostgresServer();
        await mortal.InitializeAsync();
        await using var place = await PostgresPlace.NewAsync(mortal);
        var program = await place.StartAsync();
        await mortal.DisposeAsync();
        var write = program.States.WriteStateAsync("state", Id("a"), new StoredState<TutorSessionState>());
        Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => write.Soon("write"))).Problem);
        var read = program.States.ReadStateAsync("state", Id("a"), new StoredState<TutorSessionState>());
        Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => read.Soon("read"))).Problem);
        Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(() => place.StartAsync())).Problem);
    }

    [Fact]
    public async Task A_server_that_takes_no_writes_is_read_only()
    {
        await WriteAsync(Id("kept"), new StoredState<TutorSessionState>());
        await Server.SetAsync("default_transaction_read_only = on");
        await Server.CutAsync();
        var failure = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(Id("a"), new StoredState<TutorSessionState>()));
        Assert.Equal(StorageProblem.ReadOnly, failure.Problem);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails_the_start()
    {
        await using var database = new PostgresDatabase(new StorageOptions { Postgres = "Host=127.0.0.1;Port=1;Username=nobody" }, NullLogger<PostgresDatabase>.Instance);
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.OpenAsync(default));
        Assert.Equal(StorageProblem.Unavailable, failure.Problem);
    }

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}
