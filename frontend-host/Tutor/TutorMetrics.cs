using System.Diagnostics.Metrics;
using System.Text.Json;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>What clients of the tutor ask, counted.</summary>
internal static class TutorMetrics
{
    private static readonly Counter<long> Commands = DeliveryMetrics.Meter.CreateCounter<long>("actors_delivery_commands", description: "Frames of clients, by action.");
    private static readonly KeyValuePair<string, object?>[] Actions = [.. Enum.GetValues<TutorAction>().Select(static action => new KeyValuePair<string, object?>("action", NameOf(action)))];

    /// <summary>The action as it stands in frames.</summary>
    public static string NameOf(TutorAction action) => JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());

    /// <summary>A frame has come.</summary>
    public static void Count(TutorAction action) => Commands.Add(1, Actions[(int)action]);
}
