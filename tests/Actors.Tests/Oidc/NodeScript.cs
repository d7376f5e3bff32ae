using System.ComponentModel;
using System.Diagnostics;
using Actors.Tests.Harness;

namespace Actors.Tests.Oidc;

/// <summary>
/// A server written for Node that says <c>ready &lt;address&gt;</c> when it can be asked, or <c>missing &lt;reason&gt;</c> where this
/// machine cannot run it: a skip with the reason, or a failure when ACTORS_REQUIRE_ALL is 1. It ends with this process.
/// </summary>
public sealed class NodeScript : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private NodeScript(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What came after <c>ready</c>.</summary>
    public string Address { get; private set; } = "";

    public static async Task<NodeScript> StartAsync(string script, string secret, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true, // it ends when this is closed, so also when the tests are killed
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OIDC_CLIENT_SECRET"] = secret;
        var node = new NodeScript(Run(start));
        try
        {
            node.Address = await node.ReadyAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().Soon("the end of Node");
        _process.Dispose();
    }

    private static Process Run(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            Needs.Have(false, $"Node is not installed: {missing.Message}");
            throw;
        }
    }

    private async Task<string> ReadyAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().Soon("the ready line of Node") is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case ["ready", var address]:
                    _ = _process.StandardOutput.ReadToEndAsync(); // so that it never waits for a reader
                    return address;
                case ["missing", var reason]:
                    Needs.Have(false, reason);
                    break;
            }
        }
        throw new InvalidOperationException($"Node ended before it was ready: {await _errors.Soon("the errors of Node")}");
    }
}
