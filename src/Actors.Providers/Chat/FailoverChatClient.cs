using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Actors.Chat;

/// <summary>
/// Providers in order: the next one is asked when one has failed before anything of its reply could be shown, never after.
/// The failure of the last is the caller's. Thread-safe.
/// </summary>
internal sealed partial class FailoverChatClient(IReadOnlyList<IChatClient> clients, ILogger log) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(
        string.Join(", ", clients.Select(static client => (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderName)),
        defaultModelId: (clients[0].GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var at = 0; ; at++)
        {
            try
            {
                return await clients[at].GetResponseAsync(messages, options, cancellationToken);
            }
            catch (ChatProviderException failure) when (at + 1 < clients.Count)
            {
                LogNext(log, failure.Message);
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = await StartAsync(messages, options, cancellationToken);
        do
        {
            yield return updates.Current;
        }
        while (await updates.MoveNextAsync());
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
    }

    /// <summary>A stream that has its first update.</summary>
    private async Task<IAsyncEnumerator<ChatResponseUpdate>> StartAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken stop)
    {
        for (var at = 0; ; at++)
        {
            var updates = clients[at].GetStreamingResponseAsync(messages, options, stop).GetAsyncEnumerator(stop);
            try
            {
                if (await updates.MoveNextAsync()) return updates;
                throw new ChatProviderException(_metadata.ProviderName ?? "", "an empty reply", isTransient: true);
            }
            catch (Exception failure)
            {
                await updates.DisposeAsync();
                if (failure is not ChatProviderException || at + 1 >= clients.Count) throw;
                LogNext(log, failure.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Failure} The next provider is asked.")]
    private static partial void LogNext(ILogger logger, string failure);
}
