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

    [Theory]
    [InlineData("0198f0c2a5b17c3e9a4d5e6f7a8b9c0d", "")]
    [InlineData("师父's $1", "师父's $1")]
    [InlineData("teacher", "teacher")]
    [InlineData("12", "=12")]
    [InlineData("=12", "==12")]
    [InlineData("0198F0C2A5B17C3E9A4D5E6F7A8B9C0D", "=0198F0C2A5B17C3E9A4D5E6F7A8B9C0D")]
    [InlineData("0198f0c2a5b17c3e9a4d5e6f7a8b9c0d+", "=0198f0c2a5b17c3e9a4d5e6f7a8b9c0d+")]
    public async Task A_key_is_two_numbers_when_it_is_a_GUID_of_ours_and_else_a_text(string key, string text)
    {
        await WriteAsync(Id(key), new StoredState<TutorSessionState>());
        var (stored, isNumbers) = Assert.Single(await Place.AskAsync<(string, bool)>(
            "select grainidextensionstring, grainidn0 <> 0 and grainidn1 <> 0 from orleansstorage"));
        Assert.Equal((text, text.Length == 0), (stored, isNumbers));
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
