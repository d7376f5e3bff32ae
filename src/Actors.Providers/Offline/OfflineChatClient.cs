using System.Runtime.CompilerServices;
using Actors.Tutor;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Actors.Offline;

/// <summary>
/// The offline tutor as a chat client: streams the same JSON that a model would, the Chinese text clause by clause and the
/// rest after it. Uses the brief of <see cref="TutorChatOptions"/>; without one it answers the last user message as a stranger's.
/// Needs no network. Thread-safe.
/// </summary>
internal sealed class OfflineChatClient(OfflineTutor tutor, IOptions<OfflineOptions> options, TimeProvider time) : IChatClient
{
    private static readonly ChatClientMetadata Metadata = new("offline", defaultModelId: "xiaoyue-rules");

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Concat(updates.Select(static update => update.Text)))) { ModelId = Metadata.DefaultModelId };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var brief = (chatOptions as TutorChatOptions)?.Brief ?? Stranger(messages);
        var json = ReplyJson.Of(tutor.Reply(brief));
        var delay = options.Value.Delay;
        List<string> pieces = delay > TimeSpan.Zero ? ReplyJson.Cut(json) : [json];
        var pause = delay / pieces.Count;
        foreach (var piece in pieces)
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = Metadata.DefaultModelId };
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static TutorBrief Stranger(IEnumerable<ChatMessage> messages) => new()
    {
        Session = "",
        Turn = 1,
        Message = messages.LastOrDefault(static message => message.Role == ChatRole.User)?.Text ?? "",
        UserRole = UserRoles.Brother,
        Tone = Tone.Neutral,
        SulkingBefore = 0,
        SulkingLevel = 0,
        Favourability = SulkingRules.FirstFavourability,
        DaysAway = 0,
        LastReply = null,
        LastAnswer = null,
        MissedWords = [],
    };
}
