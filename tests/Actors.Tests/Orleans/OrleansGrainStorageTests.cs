using Actors.Storage;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Actors.Tutor;
using Orleans.Storage;

namespace Actors.Tests.Orleans;

/// <summary>What our scripts and wrappers make of Orleans' relational storage, beyond what every storage promises.</summary>
public sealed class OrleansGrainStorageTests(PostgresServer server) : StorageContract
{
    private static readonly TutorSessionState Learned = new() { LastTurn = 7, UserRole = "师兄", MissedWords = ["马", "ăn \"cơm\" 🍚", "\0"] };

    private PostgresPlace Server => (PostgresPlace)Place;

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    [Fact]
    public async Task Two_programs_write_one_record_and_one_wins_each_time_the_first_too()
    {
        var other = await Place.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var (ours, theirs) = (await ReadAsync<TutorSessionState>(Id("a")), await ReadAsync<TutorSessionState>(Id("a")));
            Assert.Equal(round > 0, ours.RecordExists);
            var failures = await Task.WhenAll(
                Record.ExceptionAsync(() => Program.States.WriteStateAsync("state", Id("a"), ours)).AsTask(),
                Record.ExceptionAsync(() => other.States.WriteStateAsync("state", Id("a"), theirs)).AsTask()).Soon("two writers");
            Assert.IsType<InconsistentStateException>(Assert.Single(failures, static failure => failure is not null));
        }
    }

    [Fact]
    public async Task The_table_has_the_JSON_of_the_embedded_engine()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = Learned });
        var stored = Assert.Single(await Place.AskAsync<byte[]>("select payloadbinary from orleansstorage"));
        Assert.Equal(StateJson.Write(Learned, StateJson.TypeOf<TutorSessionState>()), stored);
        Assert.Equivalent(Learned, StateJson.Read<TutorSessionState>(stored), strict: true);
    }

    [Fact]
    public async Task While_the_database_is_away_all_fails_typed_and_later_all_is_well()
    {
        var state = new StoredState<TutorSessionState> { State = Learned };
        await WriteAsync(Id("a"), state);
        await Server.AllowAsync(false);
        await Server.CutAsync();
        Func<Task>[] all = [() => ReadAsync<TutorSessionState>(Id("a")), () => WriteAsync(Id("a"), state), () => ClearAsync(Id("a"), state)];
        foreach (var work in all) Assert.Equal(StorageProblem.Unavailable, (await Assert.ThrowsAsync<StorageException>(work)).Problem);
        await Server.AllowAsync(true);
        await WriteAsync(Id("a"), state);
        Assert.Equal(state.ETag, (await ReadAsync<TutorSessionState>(Id("a"))).ETag);
    }

    [Fact]
    public async Task A_table_that_is_missing_is_a_typed_error()
    {
        await Place.RunAsync("drop table orleansstorage");
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync<TutorSessionState>(Id("a")));
        await Assert.ThrowsAsync<StorageException>(() => WriteAsync(Id("a"), new StoredState<TutorSessionState>()));
    }
}
