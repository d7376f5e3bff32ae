using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Actors.Speech.Espeak;

/// <summary>
/// One process that speaks (Actors.Espeak). The library it loads is GPL and not thread-safe, so it stays out of the server;
/// the process is given no secret: not the server's environment, only lines of text. One call at a time.
/// </summary>
internal sealed class EspeakWorker : IDisposable
{
    private const int MostSamples = 22050 * 300;

    private readonly Process _process;
    private readonly Stream _output;

    private EspeakWorker(Process process)
    {
        _process = process;
        _output = new BufferedStream(process.StandardOutput.BaseStream, 1 << 16);
    }

    /// <summary>What it said of itself: <c>espeak-ng 1.51</c>.</summary>
    public string Name { get; private set; } = "";

    private int Rate { get; set; }

    /// <summary>Starts a process; null when the library is not there.</summary>
    public static async Task<EspeakWorker?> StartAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Actors.Espeak.dll");
        if (!File.Exists(program)) return null;
        var worker = new EspeakWorker(Process.Start(StartInfo(program))!);
        try
        {
            if (await worker.ReadLineAsync(cancellationToken) is { } hello && hello.Split(' ') is [var name, var version, .., var rate])
            {
                worker.Name = $"{name} {version}";
                worker.Rate = int.Parse(rate, CultureInfo.InvariantCulture);
                worker.StepBack();
                return worker;
            }
        }
        catch
        {
            worker.Dispose();
            throw;
        }
        worker.Dispose();
        return null;
    }

    /// <summary>Speaks a line. Any failure, a token that fires included, leaves the process in no known state: dispose it.</summary>
    public async Task<(Pcm Sound, List<(int Place, int Ms)> Words)?> SpeakAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(line + '\n'), cancellationToken);
        await _process.StandardInput.BaseStream.FlushAsync(cancellationToken);
        if (await ReadLineAsync(cancellationToken) is not { } answer) throw new IOException("The speech program has ended.");
        var fields = answer.Split(' ');
        var count = int.Parse(fields[0], CultureInfo.InvariantCulture);
        if (count < 0) return null;
        if (count > MostSamples) throw new IOException("The speech program answers too long.");
        var bytes = new byte[count * 2];
        await _output.ReadExactlyAsync(bytes, cancellationToken);
        return (new Pcm(MemoryMarshal.Cast<byte, short>(bytes).ToArray(), Rate), [.. fields.Skip(1).Select(Word)]);
    }

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string program)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, [program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        return start;
    }

    private static (int, int) Word(string field)
    {
        var at = field.IndexOf(':', StringComparison.Ordinal);
        return (int.Parse(field.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), int.Parse(field.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    // Words on the screen come before words in the air.
    private void StepBack()
    {
        try
        {
            _process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException or UnauthorizedAccessException)
        {
            // Allowed or not, it speaks.
        }
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(64);
        var one = new byte[1];
        while (await _output.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(line));
            line.Add(one[0]);
        }
        return null;
    }
}
