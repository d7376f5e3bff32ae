using System.Diagnostics;
using Actors.Chat;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Speech;

/// <summary>
/// Her voice: cleans a text, cuts it into sentences, has each spoken in its language and mood, and keeps what was spoken.
/// Thread-safe. Failures are a <see cref="SpeechException"/>, after at most the configured patience a sentence.
/// </summary>
public sealed partial class Speaker
{
    private static readonly ActivitySource Source = new("Actors.Speech");
    private static readonly TimeSpan BetweenSentences = TimeSpan.FromMilliseconds(160);

    private const int AtOnce = 4;

    // Packing works in this process: half of the machine is left to everything else.
    private static readonly SemaphoreSlim Packers = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly SpeechEngines _engines;
    private readonly SpeechSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<Speaker> _log;
    private readonly SpeechCache _cache;
    private int _underWay;

    internal Speaker(SpeechEngines engines, IOptions<SpeechSettings> settings, TimeProvider time, ILogger<Speaker> log)
    {
        _engines = engines;
        _settings = settings.Value;
        _time = time;
        _log = log;
        _cache = new SpeechCache(_settings.CacheBytes);
    }

    /// <summary>What speaks, for people; <c>none</c> when nothing does.</summary>
    public string Name => _engines.Name;

    /// <summary>Whether there is a voice.</summary>
    public bool IsOn => _engines.Name != "none";

    /// <summary>Whether an endpoint that failed too often is left alone.</summary>
    public bool IsLeftAlone => _engines.Gate is { } gate && ChatHealth.NameOf(gate.Breaker) != "closed";

    /// <summary>How long a reply waits for its sound.</summary>
    public TimeSpan InlineWait => _settings.InlineWait;

    /// <summary>Speaks a whole text, with a pause between sentences; null when nothing in it can be spoken. Timings are in the text's own places.</summary>
    public async Task<PackedSpeech?> SpeakAsync(string text, Prosody prosody, AudioFormat format, CancellationToken cancellationToken) =>
        await SpeakAllAsync(text, prosody, cancellationToken) is { } spoken ? await PackAsync(spoken, format, cancellationToken) : null;

    /// <summary>Speaks a sentence; null when nothing in it can be spoken.</summary>
    public async Task<PackedSpeech?> SpeakSentenceAsync(string sentence, Prosody prosody, AudioFormat format, CancellationToken cancellationToken) =>
        await SpeakSentenceAsync(sentence, prosody, cancellationToken) is { } spoken ? await PackAsync(spoken, format, cancellationToken) : null;

    internal async Task<SpokenText?> SpeakAllAsync(string text, Prosody prosody, CancellationToken cancellationToken)
    {
        var parts = new List<(int Start, SpokenText Spoken)>();
        // A long text takes a few places only.
        foreach (var few in Sentences.Of(text).Chunk(AtOnce))
        {
            var spoken = await Task.WhenAll(few.Select(sentence => SpeakSentenceAsync(sentence.Text, prosody, cancellationToken)));
            parts.AddRange(few.Zip(spoken).Where(static part => part.Second is not null).Select(static part => (part.First.Start, part.Second!)));
        }
        return parts.Count == 0 ? null : SpokenText.Join(parts, BetweenSentences);
    }

    internal async Task<SpokenText?> SpeakSentenceAsync(string sentence, Prosody prosody, CancellationToken cancellationToken)
    {
        var clean = CleanText.Of(sentence);
        if (!clean.Text.Any(char.IsLetterOrDigit)) return null;
        var key = SpeechCache.KeyOf(clean.Text, prosody);
        if (!_cache.TryGet(key, out var spoken))
        {
            spoken = await SpeakCleanAsync(clean.Text, prosody, cancellationToken);
            _cache.Add(key, spoken);
        }
        else SpeechMetrics.Known.Add(1);
        return new(spoken.Sound, [.. spoken.Words.Select(word => word with
        {
            Start = clean.Origins[word.Start],
            Length = clean.Origins[word.Start + word.Length - 1] - clean.Origins[word.Start] + 1,
        })]);
    }

    private async Task<SpokenText> SpeakCleanAsync(string text, Prosody prosody, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _underWay) > _settings.MostSentences || ThreadPool.PendingWorkItemCount > _settings.MostPending)
        {
            Interlocked.Decrement(ref _underWay);
            SpeechMetrics.Failed(SpeechException.Busy);
            throw new SpeechException(SpeechException.Busy);
        }
        SpeechMetrics.UnderWay(1);
        var began = _time.GetTimestamp();
        using var span = Source.StartActivity("speak", ActivityKind.Client)?.SetTag("engine", Name).SetTag("characters", text.Length);
        using var patience = new CancellationTokenSource(_settings.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var spoken = await AskAsync(text, prosody, either.Token);
            SpeechMetrics.Sentences.Add(1);
            SpeechMetrics.Seconds.Add(spoken.Sound.DurationMs / 1000.0);
            return spoken;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = patience.IsCancellationRequested ? SpeechException.TooSlow : SpeechException.Failed;
            SpeechMetrics.Failed(reason);
            span?.SetStatus(ActivityStatusCode.Error, reason);
            LogFailed(_log, failure);
            throw new SpeechException(reason, failure);
        }
        finally
        {
            SpeechMetrics.Latency.Record(_time.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("engine", Name));
            SpeechMetrics.UnderWay(-1);
            Interlocked.Decrement(ref _underWay);
        }
    }

    private static async Task<PackedSpeech> PackAsync(SpokenText spoken, AudioFormat format, CancellationToken cancellationToken)
    {
        await Packers.WaitAsync(cancellationToken);
        try
        {
            return new(await Task.Run(() => AudioEncoder.Encode(spoken.Sound, format), cancellationToken), format, spoken.Sound.DurationMs, spoken.Words);
        }
        catch (InvalidOperationException failure)
        {
            throw new SpeechException(SpeechException.Failed, failure); // an encoder refuses
        }
        finally
        {
            Packers.Release();
        }
    }

    private async Task<SpokenText> AskAsync(string text, Prosody prosody, CancellationToken cancellationToken)
    {
        if (_engines.ForAll is { } engine) return await AskAsync(engine, "", text, prosody, cancellationToken);
        var parts = new List<(int, SpokenText)>();
        foreach (var run in SpeechRuns.Of(text))
        {
            if (_engines.For(run.Language) is { } speaker && run.Text.Any(char.IsLetterOrDigit)) parts.Add((run.Start, await AskAsync(speaker, run.Language, run.Text, prosody, cancellationToken)));
        }
        if (parts.Count == 0) throw new InvalidOperationException("No engine speaks this language.");
        return SpokenText.Join(parts, TimeSpan.Zero);
    }

    private static async Task<SpokenText> AskAsync(ITextToSpeechClient engine, string language, string text, Prosody prosody, CancellationToken cancellationToken)
    {
        var answer = await engine.GetAudioAsync(text, SpeechAnswer.Options(language, prosody), cancellationToken);
        return new(SpeechAnswer.SoundOf(answer), SpeechAnswer.WordsOf(answer));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sentence was not spoken")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
