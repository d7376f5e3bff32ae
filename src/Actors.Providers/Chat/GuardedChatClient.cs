using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Actors.Chat;

/// <summary>
/// A provider behind its gate: time-outs, attempts, places, counting. An attempt is made again only while nothing of its reply
/// could be shown. Failures are <see cref="ChatProviderException"/>s. Thread-safe.
/// </summary>
internal sealed class GuardedChatClient(IChatClient inner, ProviderGate gate) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => gate.RunAsync(async stop =>
        {
            using var late = new CancellationTokenSource(gate.Endpoint.FirstText + gate.Endpoint.Silence, gate.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
            using var place = await gate.EnterAsync(either.Token);
            var response = await base.GetResponseAsync(messages, options, either.Token);
            gate.Count(response.ModelId, options, response.Usage);
            return response.Text.Length > 0 ? response : throw new ChatProviderException(gate.Name, "an empty reply", isTransient: true);
        }, cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var reply = await gate.RunAsync(stop => StartedReply.StartAsync(gate, InnerClient, messages, options, stop), cancellationToken);
        foreach (var update in reply.Ready) yield return update;
        while (await reply.MoveNextAsync()) yield return reply.Current;
    }
}
