using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Actors.Tests.Harness;

/// <summary>The front end as a program of its own, for what only a process can show: being killed, signals, exit codes.</summary>
public sealed partial class ActorsProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _first = [];
    private Task<string>? _rest;

    private ActorsProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>All that it has written, once it has ended.</summary>
    public async Task<string[]> OutputAsync() => [.. _first, .. (await _rest!.Soon("the end of the output")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ActorsProcess> StartAsync(DataFolder folder, params string[] settings)
    {
        var started = new ActorsProcess(Launch(folder, settings));
        await started.ReadyAsync().Soon("the program to be ready");
        return started;
    }

    /// <summary>Runs it to its end: for starts that must fail.</summary>
    public static async Task<(int Code, string Errors)> RunAsync(DataFolder folder, params string[] settings)
    {
        using var run = new ActorsProcess(Launch(folder, settings));
        var output = run._process.StandardOutput.ReadToEndAsync();
        var code = await run.EndAsync();
        await output.Soon("the end of the output");
        return (code, await run._errors.Soon("the end of the errors"));
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Asks it to end, as service managers do, and waits for the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    public Task<ChatSocket> ConnectAsync(string query = "", string? token = null) => ChatSocket.ConnectAsync(Address, query, token);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Launch(DataFolder folder, string[] settings)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Actors.FrontendHost.dll"), .. ActorsApp.Arguments(folder, settings)];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1"; // as run.sh starts it
        return Process.Start(start)!;
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().Soon("the end of the program");
        return _process.ExitCode;
    }

    private async Task ReadyAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _first.Add(line);
            if (Ready().Match(line) is not { Success: true } match) continue;
            Address = new Uri(match.Groups[1].Value);
            _rest = _process.StandardOutput.ReadToEndAsync();
            return;
        }
        Assert.Fail($"The program did not start: {await _errors}");
    }

    [GeneratedRegex("Actors is ready: (http://[^ ,]+)")]
    private static partial Regex Ready();
}
