using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Actors.Storage.Postgres;
using Actors.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Moving;

/// <summary>A state record of the embedded engine.</summary>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="GrainKey">The key of its grain.</param>
/// <param name="Name">The state's name.</param>
/// <param name="Json">The state.</param>
public sealed record StoredState(string GrainType, string GrainKey, string Name, string Json);

/// <summary>A reminder of the embedded engine.</summary>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="GrainKey">The key of its grain.</param>
/// <param name="Name">Its name.</param>
/// <param name="PeriodMs">Its period in milliseconds.</param>
/// <param name="NextTickAt">When it ticks next, Unix milliseconds UTC.</param>
public sealed record StoredReminder(string GrainType, string GrainKey, string Name, long PeriodMs, long NextTickAt);

/// <summary>
/// The data of an installation on the embedded engine, for moving it elsewhere. While it is open the installation cannot run; its schema is
/// brought up to date, nothing else is changed.
/// </summary>
public sealed class EmbeddedData : IAsyncDisposable
{
    private const string States = "select grain_type, grain_key, state_name as name, data as json from grain_state order by grain_type, grain_key, state_name";
    private const string Reminders = "select grain_type, grain_key, name, period_ms, next_tick_at from reminders order by grain_type, grain_key, name";
    private const int AtOnce = 256;

    private readonly Database _database;
    private readonly string? _postgres;

    private EmbeddedData(Database database, string? postgres) => (_database, _postgres) = (database, postgres);

    /// <summary>The tables that are the same on both engines. Grain state and reminders are not: a cluster keeps them in its own form.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["tutor_turns", "tutor_words", "tutor_activity", "chat_usage", "users", "user_sessions", "revocations", "audit_log"];

    /// <summary>Opens the data; a problem is a <see cref="StorageException"/>.</summary>
    /// <param name="from">The data folder, or the connection string of a PostgreSQL.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EmbeddedData> OpenAsync(string from, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var isPostgres = from.Contains('=', StringComparison.Ordinal);
        if (!isPostgres && !File.Exists(Path.Combine(from, "actors.db")))
        {
            throw new StorageException(StorageProblem.Unavailable, $"There is no actors.db in {Path.GetFullPath(from)}.");
        }
        Database database = isPostgres
            ? new PostgresDatabase(new StorageOptions { Postgres = from }, logs.CreateLogger<PostgresDatabase>())
            : new SqliteDatabase(new StorageOptions { Directory = from }, logs.CreateLogger<SqliteDatabase>());
        try
        {
            await database.OpenAsync(cancellationToken);
            await new Migrator(database, MigrationSet.Product, time, logs.CreateLogger<Migrator>()).RunAsync(cancellationToken);
            return new(database, isPostgres ? from : null);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a PostgreSQL is the one that the data is in.</summary>
    public bool IsIn(string postgres) => _postgres is not null && AreSame(_postgres, postgres);

    /// <summary>Whether two connection strings name the same database.</summary>
    internal static bool AreSame(string one, string other) => Place(one) == Place(other);

    /// <summary>All states of grains.</summary>
    public IAsyncEnumerable<StoredState> StatesAsync(CancellationToken cancellationToken = default) => ReadAsync(States, static row =>
        new StoredState(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellationToken);

    /// <summary>All reminders.</summary>
    public IAsyncEnumerable<StoredReminder> RemindersAsync(CancellationToken cancellationToken = default) => ReadAsync(Reminders, static row =>
        new StoredReminder(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)), cancellationToken);

    /// <summary>Copies a table; rows that are there already stay as they are. Tells how many rows there are, and how many were new there.</summary>
    public async Task<(long Rows, long Copied)> CopyAsync(string table, Database to, CancellationToken cancellationToken)
    {
        if (!Tables.Contains(table)) throw new ArgumentException($"{table} is not a table to be copied.", nameof(table));
        var (rows, copied) = (0L, 0L);
        List<Statement> waiting = [];
        await foreach (var row in ReadAsync($"select * from {table}", row => CopyOf(table, row), cancellationToken))
        {
            rows++;
            waiting.Add(row);
            if (waiting.Count == AtOnce) await FlushAsync();
        }
        await FlushAsync();
        return (rows, copied);

        async Task FlushAsync()
        {
            await to.WriteAsync(waiting);
            foreach (var write in waiting) copied += await write.Durable;
            waiting.Clear();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static (string?, string?, string?) Place(string postgres)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(postgres);
        return (settings.Host, settings.Port.ToString(CultureInfo.InvariantCulture), settings.Database ?? settings.Username);
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(string sql, Func<DbDataReader, T> map, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await _database.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) yield return map(reader);
    }

    /// <summary>A row as it is. Our tables hold texts and whole numbers; only texts may be null.</summary>
    private static Statement CopyOf(string table, DbDataReader row)
    {
        var names = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToList();
        var places = string.Join(", ", Enumerable.Range(1, names.Count).Select(static n => string.Create(CultureInfo.InvariantCulture, $"${n}")));
        object?[] values = [.. Enumerable.Range(0, row.FieldCount).Select(at => row.IsDBNull(at) ? null : row.GetValue(at))];
        return new($"insert into {table} ({string.Join(", ", names)}) values ({places}) on conflict do nothing", values);
    }
}
