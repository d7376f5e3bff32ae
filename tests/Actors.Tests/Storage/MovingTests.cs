using Actors.Storage;
using Actors.Storage.Moving;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Tests.Storage;

/// <summary>The data of an installation, as it is carried elsewhere.</summary>
public sealed class MovingTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TutorReply Reply = new("你好!", "Chào!", "nǐ hǎo", TutorEmotion.Shy, TutorGesture.PourTea, []);

    private readonly SqliteFolder _from = new();
    private StoragePlace _to = null!;
    private StorageProgram _target = null!;

    public async ValueTask InitializeAsync()
    {
        _to = await PostgresPlace.NewAsync(server);
        _target = await _to.StartAsync();
        await using var source = await _from.StartAsync();
        await source.Turns.AppendAsync("s1", [.. Enumerable.Range(1, 600).Select(static n => new TutorTurn(n, n * 3, n % 2 == 0 ? $"c{n}" : null, n, $"第{n}句", "", Reply, 0, false, n))]).Soon("turns");
    }

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
    }

    [Fact]
    public async Task Rows_are_copied_once_and_come_out_equal()
    {
        await using var data = await OpenAsync(_from.Folder);
        Assert.Equal((600, 600), await CopyAsync(data, "tutor_turns"));
        Assert.Equal((600, 0), await CopyAsync(data, "tutor_turns"));
        var there = await _target.Turns.ReadAsync("s1", 0, long.MaxValue, 1000).Soon("turns");
        Assert.Equal(Enumerable.Range(1, 600).Select(static n => $"第{n}句"), there.Select(static turn => turn.UserText));
        Assert.Equal([null, "c2", null], there.Take(3).Select(static turn => turn.ClientId));
        Assert.Equivalent(Reply, there[^1].Reply, strict: true);
    }

    [Fact]
    public async Task What_is_there_already_stays_as_it_is()
    {
        await _target.Turns.AppendAsync("s1", [new TutorTurn(5, 15, null, 5, "was here", "", Reply, 0, false, 5)]).Soon("a turn");
        await using var data = await OpenAsync(_from.Folder);
        Assert.Equal((600, 599), await CopyAsync(data, "tutor_turns"));
        Assert.Equal("was here", Assert.Single(await _target.Turns.ReadAsync("s1", 4, 6, 1).Soon("the turn")).UserText);
    }

    [Fact]
    public async Task Every_table_is_moved_or_has_a_form_of_its_own() => Assert.Equal(
        (await _to.TablesAsync()).Except(["schema_migrations", "grain_state", "reminders"]), EmbeddedData.Tables.Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_installation_that_runs_is_refused()
    {
        await using var running = await _from.StartAsync();
        Assert.Equal(StorageProblem.Locked, (await Assert.ThrowsAsync<StorageException>(() => OpenAsync(_from.Folder))).Problem);
    }

    [Fact]
    public async Task A_folder_without_data_is_refused_and_stays_empty()
    {
        using var empty = new DataFolder();
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(empty.Path));
        Assert.Empty(Directory.GetFileSystemEntries(empty.Path));
    }

    [Theory]
    [InlineData("Host=a;Database=b", "Database=b;Host=a;Password=c", true)]
    [InlineData("Host=a;Database=b", "Host=a;Database=b;Port=5433", false)]
    public async Task A_database_is_known_by_its_place(string one, string other, bool isSame)
    {
        await using var data = await OpenAsync(_to.Setting.Value);
        Assert.True(data.IsIn(_to.Setting.Value));
        Assert.Equal(isSame, EmbeddedData.AreSame(one, other));
    }

    private static Task<EmbeddedData> OpenAsync(string from) => EmbeddedData.OpenAsync(from, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken).Soon("the data");

    private Task<(long Rows, long Copied)> CopyAsync(EmbeddedData data, string table) => data.CopyAsync(table, _target.Database, TestContext.Current.CancellationToken).Soon("the copy");
}
