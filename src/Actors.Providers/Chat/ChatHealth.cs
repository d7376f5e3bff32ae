using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Actors.Chat;

/// <summary>Which of the configured chat providers are asked at present. Thread-safe.</summary>
public sealed class ChatHealth
{
    private readonly ProviderGates _gates;
    private readonly string[] _order;

    internal ChatHealth(ProviderGates gates, IOptions<ChatSettings> settings) => (_gates, _order) = (gates, settings.Value.Order);

    /// <summary>The providers in order, each with its breaker: <c>closed</c>, <c>open</c> (it failed too often, and nobody has asked it since) or <c>half_open</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Breakers =>
        [.. _order.Select(name => KeyValuePair.Create(name, name == ChatSettings.Offline ? "closed" : NameOf(_gates.Of(name).Breaker)))];

    internal static string NameOf(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half_open",
        _ => "open",
    };
}
