using System.Collections.Concurrent;

namespace Actors.Speech.Espeak;

/// <summary>
/// A few speaking processes, started when they are needed. A process that fails or takes too long is killed and another takes its
/// place; a caller that gives up costs nobody a process: what was begun is spoken to its end. Thread-safe.
/// </summary>
internal sealed class EspeakPool(int processes, TimeSpan patience, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<EspeakWorker> _idle = [];
    private readonly SemaphoreSlim _places = new(processes);
    private volatile bool _isDisposed;

    /// <summary>The engine's name with its version; null when it is not there.</summary>
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken)
    {
        if (await EspeakWorker.StartAsync(cancellationToken) is not { } worker) return null;
        _idle.Add(worker);
        return worker.Name;
    }

    /// <summary>Speaks a line; null when the engine has no such voice.</summary>
    public async Task<(Pcm Sound, List<(int Place, int Ms)> Words)?> SpeakAsync(string line, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return await WorkAsync(line).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var worker)) worker.Dispose();
    }

    private async Task<(Pcm Sound, List<(int Place, int Ms)> Words)?> WorkAsync(string line)
    {
        using var late = new CancellationTokenSource(patience, time);
        EspeakWorker? worker = null;
        try
        {
            if (!_idle.TryTake(out worker)) worker = await EspeakWorker.StartAsync(late.Token) ?? throw new IOException("The speech program does not start.");
            var spoken = await worker.SpeakAsync(line, late.Token);
            _idle.Add(worker);
            worker = null;
            if (_isDisposed) Dispose();
            return spoken;
        }
        finally
        {
            worker?.Dispose();
            _places.Release();
        }
    }
}
