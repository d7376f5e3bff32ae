using System.Data;
using System.Data.Common;
using Dapper;

namespace Actors.Storage;

/// <summary>
/// Reads rows, each whole before it is looked at. Dapper's own asynchronous queries ask for columns one by one as they come and then
/// wait for them in the thread; where sockets complete in the thread that waits for all of them (run.sh), nobody would be left to
/// bring the rest of the row.
/// </summary>
internal static class Rows
{
    /// <summary>All rows of a query, made into <typeparamref name="T"/> as Dapper does it.</summary>
    public static async Task<List<T>> RowsAsync<T>(this DbConnection connection, string sql, object? parameters = null, CancellationToken cancellationToken = default)
    {
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), CommandBehavior.Default);
        // Dapper's parser of a text is one of objects.
        Func<DbDataReader, T> parse = typeof(T) == typeof(string) ? static row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(parse(reader));
        return rows;
    }

    /// <summary>The one row of a query, or the default when it has none.</summary>
    public static async Task<T?> RowAsync<T>(this DbConnection connection, string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        (await connection.RowsAsync<T>(sql, parameters, cancellationToken)).SingleOrDefault();
}
