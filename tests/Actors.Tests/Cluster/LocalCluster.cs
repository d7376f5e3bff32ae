using System.Diagnostics;
using System.Globalization;
using Actors.Tests.Harness;
using Actors.Tests.House;

namespace Actors.Tests.Cluster;

/// <summary>A cluster of real processes on this machine, with a PostgreSQL and a Redis of its own: what <c>silo/cluster.sh</c> starts.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static int _count;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"actors-cluster-{Guid.CreateVersion7():N}");
    private readonly int _port = 21000 + (500 * Interlocked.Increment(ref _count));
    private readonly (string Name, string Value)[] _settings;

    private LocalCluster((string Name, string Value)[] settings) => _settings = settings;

    /// <summary>Where PostgreSQL is.</summary>
    public string Postgres => $"Host=127.0.0.1;Port={_port + 400};Username=actors;Database=actors;SSL Mode=Disable;GSS Encryption Mode=Disable";

    public string Log(string name) => File.ReadAllText(Path.Combine(_folder, "log", $"{name}.log"));

    /// <summary>Starts one; <paramref name="signingKey"/> is a file with the key of its front ends, null for a new one.</summary>
    public static async Task<LocalCluster> StartAsync(int silos, int frontEnds, string membership = "redis", string? signingKey = null, params (string Name, string Value)[] settings)
    {
        Needs.Have(membership != "redis" || File.Exists("/usr/bin/redis-server") || File.Exists("/usr/local/bin/redis-server"), "redis-server is not installed");
        var cluster = new LocalCluster(settings);
        Directory.CreateDirectory(cluster._folder);
        if (signingKey is not null) File.Copy(signingKey, Path.Combine(cluster._folder, "signing.key"));
        await cluster.DoAsync("up", "--silos", $"{silos}", "--frontends", $"{frontEnds}", "--membership", membership);
        return cluster;
    }

    public Uri FrontEnd(int number) => new($"http://127.0.0.1:{_port + number}");

    /// <summary>Where nginx is, once it is started.</summary>
    public Uri Nginx => new($"http://127.0.0.1:{_port + 402}");

    /// <summary>Where a silo tells its health.</summary>
    public Uri Silo(int number) => new($"http://127.0.0.1:{_port + 100 + number}");

    /// <summary>Runs the script; what it said.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        // A log of its own: what the script starts keeps its output open.
        var info = new ProcessStartInfo("bash", ["-c", "exec \"$0\" \"$@\" >\"$OUTPUT\" 2>&1", Path.Combine(Repository.Root, "silo/cluster.sh"), .. arguments]) { UseShellExecute = false };
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var output = Path.Combine(_folder, $"{arguments[0]}.txt");
        (string, string)[] settings = [("OUTPUT", output), ("CLUSTER_DIR", _folder), ("CLUSTER_PORT", $"{_port}"), ("CLUSTER_BUILD", "no"), ("CLUSTER_CONFIGURATION", "Debug"),
            ("Limits__Enabled", "false"), ("Speech__Engine", "none"), ("Logging__LogLevel__Default", "Warning"), ("Logging__LogLevel__Actors", "Debug"), .. _settings];
        foreach (var (name, value) in settings) info.Environment[name] = value;
        using var script = Process.Start(info)!;
        using var late = new CancellationTokenSource(Patience);
        await script.WaitForExitAsync(late.Token);
        var said = await File.ReadAllTextAsync(output, CancellationToken.None);
        if (script.ExitCode != 0) throw new InvalidOperationException($"cluster.sh {string.Join(' ', arguments)} ended with {script.ExitCode}: {said}");
        return said;
    }

    /// <summary>A number of a silo's metrics.</summary>
    public async Task<double> MetricAsync(int silo, string name)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(Silo(silo), "/metrics"));
        var line = text.Split('\n').First(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await DoAsync("down");
        if (Environment.GetEnvironmentVariable("ACTORS_KEEP") != "1") Directory.Delete(_folder, recursive: true);
    }
}
