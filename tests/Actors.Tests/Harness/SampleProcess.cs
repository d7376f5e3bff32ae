using System.Diagnostics;
using System.Text;

namespace Actors.Tests.Harness;

/// <summary>A program that is talked to through its standard input and output.</summary>
public sealed class SampleProcess : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _shown = new();

    private SampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Everything that was read.</summary>
    public string Shown => _shown.ToString();

    public static SampleProcess Start(string program, string folder, string? token, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        if (token is not null) start.Environment["ACTORS_TOKEN"] = token;
        return new SampleProcess(Process.Start(start)!);
    }

    public async Task SayAsync(params string[] lines)
    {
        foreach (var line in lines) await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads on until a line that has this.</summary>
    public async Task ReadToAsync(string part)
    {
        while (await _process.StandardOutput.ReadLineAsync().Soon($"a line with {part}") is { } line)
        {
            _shown.AppendLine(line);
            if (line.Contains(part, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"It ended without a line with {part}:\n{Shown}\n{await _errors}");
    }

    /// <summary>Reads to the end, which must be a good one.</summary>
    public async Task EndAsync(TimeSpan atMost)
    {
        _process.StandardInput.Close();
        _shown.Append(await _process.StandardOutput.ReadToEndAsync().WaitAsync(atMost));
        await _process.WaitForExitAsync().Soon("the exit");
        Assert.True(_process.ExitCode == 0, $"It ended with {_process.ExitCode}: {await _errors}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
