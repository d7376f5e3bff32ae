using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Actors.Tests.Harness;

/// <summary>
/// A private PostgreSQL of this test run, in a folder below the system's temporary one; each <see cref="NewDatabaseAsync"/> is
/// an empty database. A machine without PostgreSQL is a skip with the reason, or a failure when ACTORS_REQUIRE_ALL is 1.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"actors-pg-{Guid.CreateVersion7():N}");
    private Process? _server;
    private int _port;
    private int _databases;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (Binaries() is not { } bin)
        {
            _missing = "PostgreSQL's server programs (initdb, postgres) are not installed.";
            return;
        }
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres:", _folder);
        await RunAsync(Path.Combine(bin, "initdb"), "-D", Path.Combine(_folder, "db"), "-U", "actors", "-A", "trust", "--locale=C", "-E", "UTF8", "-N");
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        _server = Start(Path.Combine(bin, "postgres"), "-D", Path.Combine(_folder, "db"), "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1",
            "-c", $"unix_socket_directories={_folder}", "-c", "fsync=off", "-c", "max_connections=200", "-c", "log_min_messages=fatal");
        await ReadyAsync();
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Needs.Have(_missing is null, _missing ?? "");
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        NpgsqlConnection.ClearAllPools();
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Binaries() => new[] { "/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql" }
        .Where(Directory.Exists).SelectMany(static root => Directory.GetDirectories(root, "bin", SearchOption.AllDirectories))
        .Where(static bin => File.Exists(Path.Combine(bin, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault();

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username=actors;Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable";

    private async Task ReadyAsync()
    {
        using var late = new CancellationTokenSource(Within.Limit);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection("postgres"));
                await connection.OpenAsync(late.Token);
                return;
            }
            catch (NpgsqlException) when (!late.IsCancellationRequested && _server is { HasExited: false })
            {
                await Task.Delay(50, late.Token); // a server has no event to wait for
            }
        }
    }

    // PostgreSQL refuses to run as root.
    private static Process Start(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo { FileName = program, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess && program != "chown")
        {
            info.FileName = "setpriv";
            foreach (var argument in (string[])["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program]) info.ArgumentList.Add(argument);
        }
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
