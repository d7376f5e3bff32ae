using System.Diagnostics.Metrics;

namespace Actors.Delivery;

/// <summary>What carries the frames of a client.</summary>
internal enum SocketKind
{
    /// <summary>A raw WebSocket.</summary>
    WebSocket,

    /// <summary>A SignalR connection.</summary>
    Hub,
}

/// <summary>The meter of sockets and delivery.</summary>
internal static class DeliveryMetrics
{
    public static readonly Meter Meter = new("Actors.Delivery");

    public static readonly Counter<long> SlowReaders = Meter.CreateCounter<long>("actors_delivery_slow_readers", description: "Clients that were closed since they did not read.");
    public static readonly Counter<long> SoundDropped = Meter.CreateCounter<long>("actors_delivery_sound_dropped", description: "Frames that lost their sound since their client did not read fast enough.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("actors_delivery_refused_frames", description: "Frames that were answered by an error, by its code.");
    private static readonly Counter<long> Unknown = Meter.CreateCounter<long>("actors_delivery_refused_sockets", description: "Sockets without a good token.");

    private static long _webSockets, _hubs;

    static DeliveryMetrics() => Meter.CreateObservableUpDownCounter("actors_delivery_sockets", static () => new Measurement<long>[]
    {
        new(Interlocked.Read(ref _webSockets), new KeyValuePair<string, object?>("kind", "websocket")),
        new(Interlocked.Read(ref _hubs), new KeyValuePair<string, object?>("kind", "hub")),
    }, description: "Open sockets, by kind.");

    /// <summary>A socket has opened, or has closed.</summary>
    public static void Sockets(SocketKind kind, int more) => Interlocked.Add(ref kind == SocketKind.Hub ? ref _hubs : ref _webSockets, more);

    /// <summary>A frame was answered by an error.</summary>
    public static void RefusedFrame(string code) => Refused.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A socket was not served.</summary>
    public static void RefusedSocket() => Unknown.Add(1);
}
