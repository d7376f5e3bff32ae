using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Limits;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Tutor;

/// <summary>
/// The tutor over SignalR: the frames of <c>/ws/chat/</c>, as the argument of <c>Chat</c> (or <c>Send</c>) one way and of
/// <c>Receive</c> the other.
/// </summary>
internal sealed class TutorHub(TutorFrontEnd front, Visitors visitors, SocketGate gate, IHubContext<TutorHub> hub) : Hub
{
    private const string Client = "client";
    private const string Place = "place";

    public override async Task OnConnectedAsync()
    {
        var request = Context.GetHttpContext()!.Request;
        var sink = new HubSink(hub.Clients.Client(Context.ConnectionId), Context, front.Time);
        if (visitors.Admit(request) is not { } visitor)
        {
            DeliveryMetrics.RefusedSocket();
            await sink.CloseAsync(SocketClose.NotAuthenticated, 0);
            return;
        }
        var client = new TutorClient(front, visitor, TutorClientOptions.Of(request), sink);
        if (gate.Enter(visitor.User, RequestLimits.AddressOf(Context.GetHttpContext()!)) is not { } place)
        {
            await sink.SendAsync(ControlFrames.Error(Problem.TooManyConnections, request.Headers.AcceptLanguage.ToString(), null));
            Context.Abort();
            return;
        }
        place.Close = () => _ = client.Outbox.CloseAsync(SocketClose.NotAuthenticated);
        Context.Items[Client] = client;
        Context.Items[Place] = place;
        try
        {
            await client.OpenAsync();
        }
        catch
        {
            // SignalR reports no end of a connection that failed to begin.
            client.Closed();
            place.Dispose();
            throw;
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[Client] as TutorClient)?.Closed();
        (Context.Items[Place] as SocketPlace)?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Takes a frame.</summary>
    public Task Chat(JsonElement frame) => Send(frame);

    /// <summary>Takes a frame.</summary>
    public async Task Send(JsonElement frame)
    {
        if (Context.Items[Client] is TutorClient client) await client.TakeAsync(Encoding.UTF8.GetBytes(frame.GetRawText()));
    }
}

/// <summary>JSON that is already written.</summary>
internal readonly record struct RawJson(ReadOnlyMemory<byte> Utf8);

/// <summary>Puts written JSON into a hub message as it is.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Frames are only written.");

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}

/// <summary>A SignalR connection as a place for frames. It has no close codes: a last frame tells the code.</summary>
internal sealed class HubSink(ISingleClientProxy client, HubCallerContext context, TimeProvider time) : IFrameSink
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) => new(client.SendAsync("Receive", new RawJson(frame)));

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public async ValueTask CloseAsync(SocketClose code, long after)
    {
        await SendAsync(WireJson.Object((code, after), static (json, why) =>
        {
            json.WriteString("status"u8, "closed"u8);
            json.WriteNumber("code"u8, (int)why.code);
            if (why.code is SocketClose.GoingAway or SocketClose.SlowReader) json.WriteNumber("after"u8, why.after);
        })).ConfigureAwait(false);
        // SignalR tells nobody when a frame has left; an abort at once would overtake it.
        await Task.Delay(Grace, time).ConfigureAwait(false);
        context.Abort();
    }

    public void Abort() => context.Abort();
}
