using System.Diagnostics;
using Actors.Storage;
using Actors.Storage.Sqlite;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Actors.Tutor;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Actors.Tests.Storage;

/// <summary>What an operator may do to the folder: each is a typed error that says what is wrong, and nothing is lost.</summary>
public sealed class SqliteTroubleTests : StorageContract
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    private SqliteFolder Folder => (SqliteFolder)Place;

    [Fact]
    public async Task A_second_program_on_the_folder_is_refused_and_the_first_goes_on()
    {
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync());
        Assert.Equal(StorageProblem.Locked, refused.Problem);
        Assert.Contains(Folder.Folder, refused.Message, StringComparison.Ordinal);
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        await Program.DisposeAsync();
        Program = await Folder.StartAsync();
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_at_the_start_is_locked()
    {
        await Program.DisposeAsync();
        await using var other = await Folder.ConnectAsync();
        await other.ExecuteAsync("begin exclusive");
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync(("Data:BusyTimeout", $"{Busy}")).Soon("a refusal"));
        Assert.Equal(StorageProblem.Locked, refused.Problem);
        Assert.Contains(Folder.File, refused.Message, StringComparison.Ordinal);
        await other.ExecuteAsync("rollback");
        await Folder.StartAsync();
    }

    [Fact]
    public async Task A_lock_is_waited_for_as_long_as_the_options_say_and_then_all_who_wait_fail()
    {
        await Program.DisposeAsync();
        Program = await Folder.StartAsync(("Data:BusyTimeout", $"{Busy}"));
        await using var other = await Folder.ConnectAsync();
        await other.ExecuteAsync("begin exclusive");
        var since = Stopwatch.GetTimestamp();
        var writes = Enumerable.Range(0, 20).Select(i => WriteAsync(Id($"grain {i}"), new StoredState<TutorSessionState>())).ToList();
        foreach (var write in writes)
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => write);
            Assert.Equal(StorageProblem.Locked, failure.Problem);
        }
        Assert.InRange(Stopwatch.GetElapsedTime(since), Busy / 2, Busy * 4);
        await other.ExecuteAsync("rollback");
        await WriteAsync(Id("grain 0"), new StoredState<TutorSessionState>());
    }

    [Fact]
    public async Task Readers_outside_hold_nobody_up()
    {
        await using var other = await Folder.ConnectAsync();
        await other.ExecuteAsync("begin; select count(*) from grain_state");
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_and_keeps_what_was_there()
    {
        await using var disk = await SmallDisk.MountAsync(Folder.Folder + "-small");
        Program = await Folder.StartAsync(("Data:Directory", disk.Folder));
        var large = new TutorSessionState { UserRole = new string('x', 100_000) };
        var written = new List<GrainId>();
        StorageException? full = null;
        for (var i = 0; full is null && i < 100; i++)
        {
            full = await Record.ExceptionAsync(() => WriteAsync(Id($"grain {i}"), new StoredState<TutorSessionState> { State = large })) as StorageException;
            if (full is null) written.Add(Id($"grain {i}"));
        }
        Assert.Equal(StorageProblem.Full, full?.Problem);
        Assert.NotEmpty(written);
        await Program.DisposeAsync();
        Program = await Folder.StartAsync(("Data:Directory", disk.Folder));
        foreach (var grain in written) Assert.Equal(large.UserRole, (await ReadAsync<TutorSessionState>(grain)).State.UserRole);
        Assert.False((await ReadAsync<TutorSessionState>(Id($"grain {written.Count}"))).RecordExists);
        await Program.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_refused()
    {
        await WriteAsync(Id("kept"), new StoredState<TutorSessionState>());
        await Program.DisposeAsync();
        await using (await ReadOnlyPath.MakeAsync(Folder.File))
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync());
            Assert.Equal(StorageProblem.ReadOnly, refused.Problem);
            Assert.Contains(Folder.File, refused.Message, StringComparison.Ordinal);
        }
        Program = await Folder.StartAsync();
        Assert.True((await ReadAsync<TutorSessionState>(Id("kept"))).RecordExists);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        await using var place = new SqliteFolder();
        await using (await ReadOnlyPath.MakeAsync(place.Folder))
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => place.StartAsync());
            Assert.Equal(StorageProblem.ReadOnly, refused.Problem);
            Assert.Contains(place.Folder, refused.Message, StringComparison.Ordinal);
        }
        await place.StartAsync();
    }

    [Fact]
    public async Task A_file_system_that_cannot_be_written_is_refused()
    {
        await using var disk = await SmallDisk.MountAsync(Folder.Folder + "-frozen");
        await disk.FreezeAsync();
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync(("Data:Directory", disk.Folder)));
        Assert.Equal(StorageProblem.ReadOnly, refused.Problem);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused()
    {
        var refused = await Assert.ThrowsAsync<StorageException>(() => Folder.StartAsync(("Data:Directory", Folder.File)));
        Assert.Equal(StorageProblem.ReadOnly, refused.Problem);
        Assert.Contains(Folder.File, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        await using var place = new SqliteFolder();
        Directory.CreateDirectory(place.File);
        var refused = await Assert.ThrowsAsync<StorageException>(() => place.StartAsync());
        Assert.Equal(StorageProblem.ReadOnly, refused.Problem);
    }

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        await using var place = new SqliteFolder();
        Directory.Delete(place.Folder);
        await place.StartAsync();
        Assert.True(File.Exists(place.File));
    }

    [Theory]
    [InlineData(raw.SQLITE_CORRUPT, StorageProblem.Corrupt)]
    [InlineData(raw.SQLITE_NOTADB, StorageProblem.Corrupt)]
    [InlineData(raw.SQLITE_BUSY, StorageProblem.Locked)]
    [InlineData(raw.SQLITE_LOCKED, StorageProblem.Locked)]
    [InlineData(raw.SQLITE_READONLY, StorageProblem.ReadOnly)]
    [InlineData(raw.SQLITE_PERM, StorageProblem.ReadOnly)]
    [InlineData(raw.SQLITE_CANTOPEN, StorageProblem.ReadOnly)]
    [InlineData(raw.SQLITE_FULL, StorageProblem.Full)]
    [InlineData(raw.SQLITE_IOERR, StorageProblem.Unavailable)]
    [InlineData(raw.SQLITE_CONSTRAINT, StorageProblem.Unavailable)]
    [InlineData(raw.SQLITE_BUSY | (2 << 8), StorageProblem.Locked)]
    [InlineData(raw.SQLITE_READONLY | (4 << 8), StorageProblem.ReadOnly)]
    public void An_error_code_says_what_is_wrong_and_where(int code, StorageProblem problem)
    {
        var cause = new SqliteException("why", code);
        var explained = SqliteProblems.Explain(code, "why", "/data/actors.db", cause);
        Assert.Equal((problem, cause), (explained.Problem, explained.InnerException));
        Assert.Contains("/data/actors.db", explained.Message, StringComparison.Ordinal);
        Assert.Contains("why", explained.Message, StringComparison.Ordinal);
        Assert.Equal(problem, SqliteProblems.Explain(cause, "/data/actors.db").Problem);
    }

    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}
