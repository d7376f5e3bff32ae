using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;

namespace Actors.Chat;

/// <summary>A provider gave no reply. The message names the provider and never the prompt.</summary>
public sealed class ChatProviderException(string provider, string reason, bool isTransient, TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception($"The chat provider {provider} failed: {reason}", cause)
{
    /// <summary>Whether another attempt may succeed.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>When the server wants the next attempt.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What an exception of the vendor's client, or of the network below it, means.</summary>
    internal static ChatProviderException Of(string provider, Exception failure, TimeProvider time) => failure switch
    {
        ChatProviderException known => known,
        ClientResultException { Status: > 0 } answered => new ChatProviderException(provider, string.Create(CultureInfo.InvariantCulture, $"HTTP {answered.Status}"),
            answered.Status is 408 or 409 or 425 or 429 or >= 500, RetryAfterOf(answered.GetRawResponse(), time)),
        OperationCanceledException => new ChatProviderException(provider, "no answer in time", isTransient: true, cause: failure),
        // The vendor's own exceptions quote the answer, which may quote the key or the prompt: they stay out of the logs.
        ClientResultException => new ChatProviderException(provider, "no answer", isTransient: true),
        _ => new ChatProviderException(provider, failure.GetType().Name, isTransient: failure is HttpRequestException or IOException or AggregateException, cause: failure),
    };

    private static TimeSpan? RetryAfterOf(PipelineResponse? response, TimeProvider time)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var value)) return null;
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var wait = at - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
