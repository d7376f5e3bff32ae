using System.Data.Common;
using Npgsql;

namespace Actors.Tests.Harness;

/// <summary>A database of the test run's PostgreSQL.</summary>
public sealed class PostgresPlace(string connectionString) : StoragePlace
{
    protected override string Tables => "select tablename from pg_tables where schemaname = 'public' order by tablename";

    public override (string Key, string Value) Setting => ("ConnectionStrings:Postgres", connectionString);

    public static async Task<StoragePlace> NewAsync(PostgresServer server) => new PostgresPlace(await server.NewDatabaseAsync());

    public override Task<DbConnection> ConnectAsync() => ConnectAsync(connectionString);

    /// <summary>Ends every connection to this database, as a restart of the server does.</summary>
    public Task CutAsync() => MaintainAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Name}'");

    /// <summary>Takes the database away from its users, or gives it back.</summary>
    public Task AllowAsync(bool isAllowed) => MaintainAsync($"alter database {Name} with allow_connections {isAllowed}");

    /// <summary>Changes a setting of the database; connections get it when they are made.</summary>
    public Task SetAsync(string setting) => MaintainAsync($"alter database {Name} set {setting}");

    private string Name => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task<DbConnection> ConnectAsync(string target)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target) { Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    private async Task MaintainAsync(string sql)
    {
        await using var connection = await ConnectAsync(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ToString());
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
