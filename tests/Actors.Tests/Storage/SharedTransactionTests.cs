using System.Diagnostics.CodeAnalysis;
using Actors.Storage;
using Actors.Storage.Sqlite;
using Actors.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace Actors.Tests.Storage;

/// <summary>The transaction that batches share: what it has made stays made, whatever happens to it.</summary>
public sealed class SharedTransactionTests : IAsyncLifetime
{
    private readonly SqliteFolder _folder = new();
    private Opened _now = null!;

    public async ValueTask InitializeAsync()
    {
        await _folder.RunAsync("pragma journal_mode = wal; create table marks (name text not null primary key, number integer, note text)");
        _now = new Opened(_folder.File);
    }

    public async ValueTask DisposeAsync()
    {
        _now.Dispose();
        await _folder.DisposeAsync();
    }

    [Fact]
    public async Task What_was_made_is_seen_by_others_after_the_commit()
    {
        Assert.Empty(_now.Make("a", "b"));
        Assert.Empty(await NamesAsync());
        Assert.True(_now.Transaction.IsPending);
        _now.Transaction.Commit();
        Assert.False(_now.Transaction.IsPending);
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task A_write_that_fails_is_named_and_the_others_of_its_batch_are_made()
    {
        var failed = _now.Make("a", "a", "b");
        Assert.Equal("a", Assert.IsType<Mark>(Assert.Single(failed).Write).Name);
        _now.Transaction.Commit();
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public void A_batch_that_changes_nothing_leaves_nothing_pending()
    {
        Assert.Single(_now.Make(new Nowhere()));
        Assert.Empty(_now.Make(new Renamed("nobody", "x")));
        Assert.False(_now.Transaction.IsPending);
        Assert.False(_now.Statements.IsInTransaction);
    }

    [Fact]
    public async Task A_transaction_that_is_lost_is_made_again()
    {
        _now.Make("a");
        _now.Make(new Renamed("a", "b"), new Mark("a", long.MinValue, null));
        _now.Statements.RollBack();
        _now.Lose();
        _now.Make("c");
        _now.Lose();
        _now.Transaction.Commit();
        Assert.Equal(["a", "b", "c"], await NamesAsync());
        Assert.Equal([null], await _folder.AskAsync<string?>("select note from marks where number = -9223372036854775808"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("小月 \0 ě", "🐉")]
    [InlineData("x", null)]
    public async Task Values_are_made_again_as_they_were(string name, string? note)
    {
        _now.Make(new Mark(name, long.MaxValue, note));
        _now.Kill();
        _now = new Opened(_folder.File);
        var length = (long?)(note is null ? null : System.Text.Encoding.UTF8.GetByteCount(note));
        Assert.Equal([(name, long.MaxValue, length)],
            await _folder.AskAsync<(string, long, long?)>("select name, number, length(cast(note as blob)) from marks"));
    }

    [Fact]
    public async Task What_a_killed_program_made_is_committed_at_the_next_start()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5; i++) _now.Make($"{round}{i}", $"{round}{i}+");
            _now.Kill();
            _now = new Opened(_folder.File);
            Assert.False(_now.Transaction.IsPending);
            Assert.Equal((round + 1) * 10, (await NamesAsync()).Count);
        }
    }

    [Fact]
    public async Task Records_of_an_older_generation_are_not_made_again()
    {
        for (var i = 0; i < 5; i++) _now.Make($"long ago {i}");
        _now.Transaction.Commit();
        await _folder.RunAsync("delete from marks");
        _now.Make("new");
        _now.Kill();
        _now = new Opened(_folder.File);
        Assert.Equal(["new"], await NamesAsync());
    }

    [Fact]
    public async Task Any_mix_of_writes_commits_losses_and_kills_keeps_what_was_made()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        var made = new List<string>();
        for (var step = 0; step < 300; step++)
        {
            switch (random.Next(8))
            {
                case 0: _now.Transaction.Commit(); break;
                case 1: _now.Lose(); break;
                case 2:
                    _now.Kill();
                    _now = new Opened(_folder.File);
                    break;
                default:
                    var names = Enumerable.Range(0, random.Next(1, 40)).Select(i => $"{step:D3} {i:D2} {new string('字', random.Next(200))}").ToArray();
                    Assert.Empty(_now.Make(names));
                    made.AddRange(names);
                    break;
            }
        }
        _now.Transaction.Commit();
        Assert.Equal(made.Order(StringComparer.Ordinal), (await NamesAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the test's own folder.")]
    public async Task A_full_disk_fails_the_batch_and_what_was_made_before_is_there_when_there_is_room_again()
    {
        await using var disk = await SmallDisk.MountAsync(_folder.Folder + "-small");
        var file = Path.Combine(disk.Folder, "actors.db");
        var ballast = Path.Combine(disk.Folder, "ballast");
        await using (var setup = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await setup.OpenAsync();
            var command = setup.CreateCommand();
            command.CommandText = "pragma journal_mode = wal; create table marks (name text not null primary key, number integer, note text)";
            await command.ExecuteNonQueryAsync();
        }
        using var full = new Opened(file);
        await File.WriteAllBytesAsync(ballast, new byte[1_400_000]);
        var made = 0;
        Assert.ThrowsAny<Exception>(() =>
        {
            for (; made < 10_000; made++) full.Make($"{made:D5} {new string('x', 20_000)}");
        });
        Assert.InRange(made, 1, 9_999);
        Assert.Equal(StorageProblem.Full, Assert.Throws<StorageException>(full.Transaction.Commit).Problem);
        Assert.True(full.Transaction.IsPending);
        File.Delete(ballast);
        full.Transaction.Commit();
        Assert.Equal(made, full.Statements.Ask("select count(*) from marks"));
    }

    private async Task<IReadOnlyList<string>> NamesAsync() => await _folder.AskAsync<string>("select name from marks order by name");

    private sealed class Opened : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Opened(string file)
        {
            _connection = new SqliteConnection($"Data Source={file};Pooling=False");
            _connection.Open();
            Statements = new SqliteStatements(_connection, file);
            Transaction = new SharedTransaction(Statements, file);
        }

        public SqliteStatements Statements { get; }

        public SharedTransaction Transaction { get; }

        public List<(DbWrite Write, Exception Failure)> Make(params string[] names) => Make([.. names.Select(static name => new Mark(name, name.Length, "note"))]);

        public List<(DbWrite Write, Exception Failure)> Make(params DbWrite[] writes) => Transaction.Make([.. writes]);

        /// <summary>What a severe failure does: the transaction is rolled back.</summary>
        public void Lose()
        {
            Statements.RollBack();
            Transaction.Abandon();
        }

        /// <summary>Ends without a commit, as a killed program does.</summary>
        public void Kill() => Dispose();

        public void Dispose()
        {
            Transaction.Dispose();
            Statements.Dispose();
            _connection.Dispose();
        }
    }

    private sealed class Mark(string name, long number, string? note) : DbWrite
    {
        public string Name => name;

        public override string Sql => "insert into marks (name, number, note) values ($1, $2, $3)";

        public override void Bind(IDbBinder to)
        {
            to.Text(name);
            to.Long(number);
            to.Text(note);
        }
    }

    private sealed class Renamed(string from, string to) : DbWrite
    {
        public override string Sql => "update marks set name = $1 where name = $2";

        public override void Bind(IDbBinder binder)
        {
            binder.Text(to);
            binder.Utf8(System.Text.Encoding.UTF8.GetBytes(from));
        }
    }

    private sealed class Nowhere : DbWrite
    {
        public override string Sql => "insert into no_such_table values ($1)";

        public override void Bind(IDbBinder to) => to.Text("x");
    }
}
