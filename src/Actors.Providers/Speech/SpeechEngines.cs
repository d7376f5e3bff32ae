using Actors.Chat;
using Actors.Language;
using Actors.Speech.Espeak;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Speech;

/// <summary>The speech engines of this machine, looked for once, at start.</summary>
internal sealed partial class SpeechEngines(
    IOptions<SpeechSettings> options, Transcriber transcriber, IUsageLog usage, TimeProvider time, ILoggerFactory logs) : IHostedService, IDisposable
{
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = logs.CreateLogger("Actors.Speech");
    private readonly Dictionary<string, ITextToSpeechClient> _byLanguage = new(StringComparer.Ordinal);

    /// <summary>The engine that speaks a whole text, whatever its languages; null when each language has its own.</summary>
    public ITextToSpeechClient? ForAll { get; private set; }

    /// <summary>What all calls of an endpoint share; null when the engines are of this machine.</summary>
    public ProviderGate? Gate { get; private set; }

    /// <summary>What was found, for people; <c>none</c> when nothing was.</summary>
    public string Name { get; private set; } = "none";

    /// <summary>The engine of a language; null when it has none.</summary>
    public ITextToSpeechClient? For(string language) => _byLanguage.GetValueOrDefault(language);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.Engine == "openai")
        {
            Gate = new ProviderGate(OpenAiSpeechClient.Name, settings.Endpoint, usage, time, _log);
            ForAll = new OpenAiSpeechClient(settings, Gate);
            Name = $"{OpenAiSpeechClient.Name} ({settings.Endpoint.Model}, {settings.Voice})";
        }
        else if (settings.Engine != "none")
        {
            await FindEspeakAsync(settings, cancellationToken);
            if (settings.Engine == "espeak" && _byLanguage.Count == 0) throw new InvalidOperationException("Speech:Engine is espeak, but libespeak-ng is not installed: ./run.sh --with-speech installs it.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        ForAll?.Dispose();
        foreach (var engine in _byLanguage.Values.Distinct()) engine.Dispose();
    }

    private async Task FindEspeakAsync(SpeechSettings settings, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Probe);
        var pool = new EspeakPool(settings.Processes, settings.Patience, time);
        try
        {
            if (await pool.ProbeAsync(patience.Token) is not { } name) return;
            Name = name;
            var espeak = new EspeakClient(pool, transcriber, name);
            foreach (var language in EspeakClient.Languages) _byLanguage[language] = espeak;
            if (FliteClient.Find() is not { } program) return;
            _byLanguage["en"] = new FliteClient(program);
            Name += ", flite";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotFound(_log, failure); // no voice is no reason not to start
            pool.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "espeak-ng could not be tried")]
    private static partial void LogNotFound(ILogger logger, Exception failure);
}
