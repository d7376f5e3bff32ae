using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiFormat = OpenAI.Chat.ChatResponseFormat;
using OpenAiMessage = OpenAI.Chat.ChatMessage;

namespace Actors.Chat;

/// <summary>
/// An endpoint that speaks OpenAI's protocol as a chat client: text, the form of the reply, the most tokens, usage. Makes one
/// attempt; failures are those of the vendor's client. Thread-safe.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private readonly ChatEndpoint _endpoint;
    private readonly ChatClientMetadata _metadata;
    private readonly ChatClient _client;

    /// <param name="name">The provider's name.</param>
    /// <param name="purpose">What the replies are for: it chooses the model.</param>
    /// <param name="endpoint">The endpoint.</param>
    public OpenAiChatClient(string name, string purpose, ChatEndpoint endpoint)
    {
        _endpoint = endpoint;
        var model = endpoint.Models.GetValueOrDefault(purpose) ?? endpoint.Model;
        _metadata = new ChatClientMetadata(name, endpoint.Url, model);
#pragma warning disable OPENAI001 // the only constructor that takes a policy
        _client = new ChatClient(model, OpenAiEndpoint.Policy(endpoint), OpenAiEndpoint.Options(endpoint));
#pragma warning restore OPENAI001
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var completion = (await _client.CompleteChatAsync(Translate(messages), Translate(options), cancellationToken)).Value;
        var text = string.Concat(completion.Content.Select(static part => part.Text));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { ModelId = completion.Model, Usage = Translate(completion.Usage) };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Translate(options);
#pragma warning disable SCME0001 // the only way to leave out what the client always sends
        if (!_endpoint.AsksUsage) request.Patch.Remove("$.stream_options"u8);
#pragma warning restore SCME0001
        await foreach (var part in _client.CompleteChatStreamingAsync(Translate(messages), request, cancellationToken))
        {
            var update = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(part.ContentUpdate.Select(static content => content.Text))) { ModelId = part.Model };
            if (part.Usage is { } usage) update.Contents.Add(new UsageContent(Translate(usage)!));
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static IEnumerable<OpenAiMessage> Translate(IEnumerable<ChatMessage> messages) => messages.Select(static OpenAiMessage (message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text));

    private ChatCompletionOptions Translate(ChatOptions? options)
    {
        var limit = options?.MaxOutputTokens ?? _endpoint.MaxTokens;
        var request = new ChatCompletionOptions { Temperature = options?.Temperature };
#pragma warning disable SCME0001 // older servers know another name of it
        if (_endpoint.LimitMember == "max_tokens") request.Patch.Set("$.max_tokens"u8, limit);
        else request.MaxOutputTokenCount = limit;
#pragma warning restore SCME0001
        if (options?.ResponseFormat is ChatResponseFormatJson json && _endpoint.Form != ReplyForm.Text)
        {
            request.ResponseFormat = _endpoint.Form == ReplyForm.Schema && json.Schema is { } schema
                ? OpenAiFormat.CreateJsonSchemaFormat(json.SchemaName ?? "reply", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: true)
                : OpenAiFormat.CreateJsonObjectFormat();
        }
        return request;
    }

    private static UsageDetails? Translate(ChatTokenUsage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
    };
}
