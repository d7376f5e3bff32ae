using System.Diagnostics.Metrics;

namespace Actors.Chat;

/// <summary>What calls of chat providers count.</summary>
internal static class ChatMetrics
{
    public const string Name = "Actors.Chat";

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("actors_chat_failures", description: "Attempts that failed, by provider and model.");
    public static readonly Counter<long> Tokens = Meter.CreateCounter<long>("actors_chat_tokens", description: "Tokens by provider, model and kind.");
    public static readonly Counter<double> Cost = Meter.CreateCounter<double>("actors_chat_cost", description: "What replies cost by the configured prices, by provider and model.");

    public static readonly Histogram<double> FirstTextSeconds =
        Meter.CreateHistogram<double>("actors_chat_first_text_seconds", "s", "Until something of a reply could be shown, attempts and waiting included, by provider.");

    public static readonly Histogram<double> ReplySeconds =
        Meter.CreateHistogram<double>("actors_chat_reply_seconds", "s", "Until a reply was whole or had failed, by provider and outcome.");
}
