using System.Data.Common;
using Dapper;

namespace Actors.Tests.Harness;

/// <summary>A database of its own for one test, SQLite or PostgreSQL, on which programs may start; gone after the test.</summary>
public abstract class StoragePlace : IAsyncDisposable
{
    private readonly List<StorageProgram> _programs = [];

    /// <summary>The SQL that lists the tables.</summary>
    protected abstract string Tables { get; }

    /// <summary>What tells a program where its data is.</summary>
    public abstract (string Key, string Value) Setting { get; }

    /// <summary>Starts a program here, or where <paramref name="more"/> says; it ends with the test unless the test ends it.</summary>
    public async Task<StorageProgram> StartAsync(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { [Setting.Key] = Setting.Value };
        foreach (var (key, value) in more) settings[key] = value;
        var program = await StorageProgram.StartAsync(settings);
        lock (_programs) _programs.Add(program);
        return program;
    }

    /// <summary>A connection that no program knows of.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Runs SQL behind the programs' back.</summary>
    public async Task RunAsync(string sql, object? parameters = null)
    {
        foreach (var program in _programs) await program.SettleAsync();
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Reads behind the programs' back.</summary>
    public async Task<IReadOnlyList<T>> AskAsync<T>(string sql, object? parameters = null)
    {
        foreach (var program in _programs) await program.SettleAsync();
        await using var connection = await ConnectAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public Task<IReadOnlyList<string>> TablesAsync() => AskAsync<string>(Tables);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs) await program.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;
}
