using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Actors.Chat;

/// <summary>Measures the calls of one provider as who waits for them sees them. Thread-safe.</summary>
internal sealed class ObservedChatClient(IChatClient inner, string provider, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var call = new ChatCall(provider, time, cancellationToken);
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        call.Text();
        call.Succeeded();
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = new ChatCall(provider, time, cancellationToken);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            call.Text();
            yield return update;
        }
        call.Succeeded();
    }
}
