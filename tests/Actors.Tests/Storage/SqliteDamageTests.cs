using Actors.Storage;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Storage;

/// <summary>A damaged file is refused and left as it is; a file whose program was killed is not damaged.</summary>
public sealed class SqliteDamageTests : StorageContract
{
    private const int PageSize = 16384;
    private const int RedoPage = 4096;

    private SqliteFolder Folder => (SqliteFolder)Place;

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0, 2 * PageSize)]
    [InlineData(0, 16)]
    public Task A_file_with_a_foreign_header_is_refused(long from, int length) => IsRefusedAsync(from, length);

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await using var place = new SqliteFolder();
        await File.WriteAllTextAsync(place.File, "Dear diary, today I was not a database.\n");
        var refused = await Assert.ThrowsAsync<StorageException>(() => place.StartAsync());
        Assert.Equal(StorageProblem.Corrupt, refused.Problem);
        Assert.Equal("Dear diary, today I was not a database.\n", await File.ReadAllTextAsync(place.File));
    }

    [Fact]
    public async Task A_damaged_page_in_the_middle_is_refused()
    {
        await FillAndEndAsync();
        var pages = new FileInfo(Folder.File).Length / PageSize;
        Assert.InRange(pages, 100, 1000);
        await IsRefusedAsync(pages / 2 * PageSize, PageSize);
    }

    [Fact]
    public async Task A_damaged_page_of_a_file_too_large_to_check_is_found_by_the_read()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        await Program.DisposeAsync();
        await Folder.RunAsync("create table filler as select zeroblob(65 * 1024 * 1024) as bytes");
        var root = Assert.Single(await Folder.AskAsync<long>("select rootpage from sqlite_master where name = 'grain_state'"));
        using (var file = File.OpenWrite(Folder.File))
        {
            file.Seek((root - 1) * PageSize, SeekOrigin.Begin);
            file.Write([.. Enumerable.Repeat((byte)0xEE, PageSize)]);
        }
        Program = await Folder.StartAsync();
        var failure = await Assert.ThrowsAsync<StorageException>(() => ReadAsync<TutorSessionState>(Id("a")));
        Assert.Equal(StorageProblem.Corrupt, failure.Problem);
        failure = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(Id("a"), new StoredState<TutorSessionState>()));
        Assert.Equal(StorageProblem.Corrupt, failure.Problem);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_refused()
    {
        await FillAndEndAsync();
        using (var file = File.OpenWrite(Folder.File)) file.SetLength(file.Length / 2);
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync());
        Assert.Equal(StorageProblem.Corrupt, refused.Problem);
    }

    [Fact]
    public async Task An_empty_file_is_a_new_database()
    {
        await using var place = new SqliteFolder();
        await File.WriteAllBytesAsync(place.File, []);
        await place.StartAsync();
        Assert.Contains("grain_state", await place.TablesAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var states = Enumerable.Range(0, 50).Select(static _ => new StoredState<TutorSessionState>()).ToList();
        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, states.Count).Select(i =>
            {
                states[i].State = new TutorSessionState { LastTurn = round, MissedWords = [new string('词', random.Next(5000))] };
                return WriteAsync(Id($"grain {i}"), states[i]);
            }));
            await using var killed = Folder.AsKilledNow();
            await killed.StartAsync();
            Assert.Equal(50, Assert.Single(await killed.AskAsync<long>($"select count(*) from grain_state where etag = {round}")));
        }
    }

    [Fact]
    public async Task A_log_that_ends_in_mid_commit_is_read_up_to_the_commit_before_and_the_redo_file_has_the_rest()
    {
        await WriteTurnsAsync(10, settle: true);
        await using var killed = Folder.AsKilledNow();
        await using var bare = Folder.AsKilledNow();
        foreach (var place in (SqliteFolder[])[killed, bare])
        {
            using var log = File.OpenWrite(place.Log);
            log.SetLength(log.Length - (PageSize / 2));
        }
        File.Delete(bare.Redo);
        Program = await bare.StartAsync();
        Assert.Equal(9, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
        Program = await killed.StartAsync();
        Assert.Equal(10, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public async Task A_redo_file_that_ends_in_mid_record_is_read_up_to_the_record_before()
    {
        await WriteTurnsAsync(10, settle: false);
        await using var killed = Folder.AsKilledNow();
        using (var redo = File.OpenWrite(killed.Redo)) redo.SetLength(redo.Length - RedoPage + 40);
        Program = await killed.StartAsync();
        Assert.Equal(9, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public async Task A_damaged_record_before_sound_ones_is_refused_and_left_as_it_is()
    {
        await WriteTurnsAsync(10, settle: false);
        await using var killed = Folder.AsKilledNow();
        using (var redo = File.OpenWrite(killed.Redo))
        {
            redo.Seek((5 * RedoPage) + 100, SeekOrigin.Begin);
            redo.Write([0xEE, 0xEE]);
        }
        var damaged = await File.ReadAllBytesAsync(killed.Redo);
        var refused = await Assert.ThrowsAsync<StorageException>(() => killed.StartAsync());
        Assert.Equal(StorageProblem.Corrupt, refused.Problem);
        Assert.Contains(killed.Redo, refused.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(killed.Redo));
    }

    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());

    /// <summary>One write after another; each is a commit of the file with <paramref name="settle"/>, else a record of the redo file.</summary>
    private async Task WriteTurnsAsync(int turns, bool settle)
    {
        await Program.SettleAsync();
        var state = new StoredState<TutorSessionState>();
        for (var turn = 1; turn <= turns; turn++)
        {
            state.State = state.State with { LastTurn = turn };
            await WriteAsync(Id("a"), state);
            if (settle) await Program.SettleAsync();
        }
    }

    private async Task FillAndEndAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            WriteAsync(Id($"grain {i}"), new StoredState<TutorSessionState> { State = new() { UserRole = new string('x', 3 * PageSize / 4) } })));
        await Program.DisposeAsync();
    }

    private async Task IsRefusedAsync(long from, int length)
    {
        await Program.DisposeAsync();
        using (var file = File.OpenWrite(Folder.File))
        {
            file.Seek(from, SeekOrigin.Begin);
            file.Write([.. Enumerable.Repeat((byte)0xEE, length)]);
        }
        var damaged = await File.ReadAllBytesAsync(Folder.File);
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync());
        Assert.Equal(StorageProblem.Corrupt, refused.Problem);
        Assert.Contains(Folder.File, refused.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(Folder.File));
    }
}
