using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Actors.Chat;

/// <summary>
/// What all calls to one provider share: how many may be under way, when an attempt is made again, when none is made for a
/// while, and what they cost. Thread-safe.
/// </summary>
internal sealed partial class ProviderGate : IDisposable
{
    private readonly IUsageLog _usage;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _places;
    private readonly ResiliencePipeline _pipeline;
    private readonly CircuitBreakerStateProvider _breaker = new();

    public ProviderGate(string name, ChatEndpoint endpoint, IUsageLog usage, TimeProvider time, ILogger log)
    {
        _usage = usage;
        Name = name;
        Endpoint = endpoint;
        Time = time;
        _log = log;
        _places = new SemaphoreSlim(endpoint.AtOnce);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (endpoint.Attempts > 1) builder.AddRetry(Again(endpoint));
        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is ChatProviderException { IsTransient: true }),
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            StateProvider = _breaker,
        }).Build();
    }

    public string Name { get; }

    public ChatEndpoint Endpoint { get; }

    public TimeProvider Time { get; }

    /// <summary>Whether it is asked at all at present.</summary>
    public CircuitState Breaker => _breaker.CircuitState;

    /// <summary>How many replies are under way.</summary>
    public int UnderWay => Endpoint.AtOnce - _places.CurrentCount;

    /// <summary>Waits for one of the places; the result gives it back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return new Place(_places);
    }

    /// <summary>Makes attempts until one succeeds. The failure of the last is a <see cref="ChatProviderException"/>.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token =>
            {
                try
                {
                    return await attempt(token);
                }
                catch (Exception failure) when (!token.IsCancellationRequested)
                {
                    var known = ChatProviderException.Of(Name, failure, Time);
                    ChatMetrics.Failures.Add(1, new("provider", Name), new("model", Endpoint.Model));
                    LogFailed(_log, known.Message);
                    throw known;
                }
            }, cancellationToken);
        }
        catch (BrokenCircuitException broken)
        {
            throw new ChatProviderException(Name, "it failed too often and is left alone for a while", isTransient: false, cause: broken);
        }
    }

    /// <summary>Counts what a reply has used: for the metrics, and for the user in whose conversation it was asked.</summary>
    public void Count(string? model, ChatOptions? options, UsageDetails? usage)
    {
        if (usage is null) return;
        var (input, output) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        var micros = (input * Endpoint.InputPrice) + (output * Endpoint.OutputPrice);
        KeyValuePair<string, object?> provider = new("provider", Name), which = new("model", model);
        ChatMetrics.Tokens.Add(input, provider, which, new("kind", "input"));
        ChatMetrics.Tokens.Add(output, provider, which, new("kind", "output"));
        ChatMetrics.Cost.Add(micros / 1_000_000, provider, which);
        var user = (options as UserChatOptions)?.UserId ?? "";
        var day = Time.GetUtcNow().ToUnixTimeSeconds() / 86_400;
        _ = KeepAsync(new ChatUsage(user, day, Name, model ?? "", 1, input, output, (long)Math.Round(micros)));
    }

    public void Dispose() => _places.Dispose();

    private async Task KeepAsync(ChatUsage usage)
    {
        try
        {
            await _usage.AddAsync(usage);
        }
        catch (Exception failure)
        {
            LogNotKept(_log, failure); // a reply is worth more than its count
        }
    }

    private static RetryStrategyOptions Again(ChatEndpoint endpoint) => new()
    {
        // Who asks for a longer wait than a learner's patience is not asked again.
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ChatProviderException { IsTransient: true } failure
            && (failure.RetryAfter ?? TimeSpan.Zero) <= endpoint.MostWait),
        MaxRetryAttempts = endpoint.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = endpoint.MostWait > TimeSpan.Zero ? endpoint.MostWait : TimeSpan.FromMilliseconds(1),
        DelayGenerator = static attempt => ValueTask.FromResult((attempt.Outcome.Exception as ChatProviderException)?.RetryAfter),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Failure}")]
    private static partial void LogFailed(ILogger logger, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a reply has used could not be kept")]
    private static partial void LogNotKept(ILogger logger, Exception failure);

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Release();
    }
}
