using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace Actors.Speech;

/// <summary>flite: English, a process for each sentence. No word timings.</summary>
internal sealed class FliteClient(string program) : ITextToSpeechClient
{
    private const string Voice = "slt";
    private const int LowestPitch = 60;
    private const float PitchOfVoice = 170;

    /// <summary>Where the program is; null when it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static folder => Path.Combine(folder, "flite")).FirstOrDefault(File.Exists);

    public async Task<TextToSpeechResponse> GetAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
    {
        // The program writes its sound into a file as it goes, with a header that knows its size only at the end.
        var file = Path.GetTempFileName();
        try
        {
            using var flite = Process.Start(StartInfo(file, options))!;
            await using var registration = cancellationToken.Register(static process => ((Process)process!).Kill(), flite);
            await flite.StandardInput.WriteAsync(text.AsMemory(), cancellationToken);
            flite.StandardInput.Close();
            await flite.WaitForExitAsync(cancellationToken);
            if (flite.ExitCode != 0) throw new IOException($"flite ended with {flite.ExitCode}.");
            return SpeechAnswer.Of(Pcm.FromWav(await File.ReadAllBytesAsync(file, cancellationToken)), []);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default) =>
        SpeechAnswer.AsOneUpdate(GetAudioAsync(text, options, cancellationToken), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(TextToSpeechClientMetadata) ? new TextToSpeechClientMetadata("flite") : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // A process lives only as long as its sentence.
    }

    private ProcessStartInfo StartInfo(string file, TextToSpeechOptions? options)
    {
        var stretch = (1 / (options?.Speed ?? 1)).ToString(CultureInfo.InvariantCulture);
        var pitch = Math.Max(LowestPitch, PitchOfVoice * (options?.Pitch ?? 1)).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["-voice", Voice, "--setf", $"duration_stretch={stretch}", "--setf", $"int_f0_target_mean={pitch}", "-", file]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Clear();
        return start;
    }
}
