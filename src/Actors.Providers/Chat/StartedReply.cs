using Actors.Tutor;
using Microsoft.Extensions.AI;

namespace Actors.Chat;

/// <summary>
/// A streamed reply of which something can be shown, or that was whole without it. Until then another attempt, or another
/// provider, can take its place and nobody has noticed.
/// </summary>
internal sealed class StartedReply : IAsyncDisposable
{
    private readonly ProviderGate _gate;
    private readonly ChatOptions? _options;
    private readonly IDisposable _place;
    private readonly CancellationTokenSource _late, _either;
    private readonly CancellationToken _stop;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;

    private StartedReply(ProviderGate gate, ChatOptions? options, IDisposable place, CancellationTokenSource late, CancellationTokenSource either,
        IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken stop)
    {
        (_gate, _options, _place, _late, _either, _updates, _stop) = (gate, options, place, late, either, updates, stop);
    }

    /// <summary>What came until something could be shown.</summary>
    public List<ChatResponseUpdate> Ready { get; } = [];

    public ChatResponseUpdate Current => _updates.Current;

    /// <summary>Makes one attempt.</summary>
    public static async Task<StartedReply> StartAsync(
        ProviderGate gate, IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken stop)
    {
        var late = new CancellationTokenSource(gate.Endpoint.FirstText, gate.Time);
        var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        StartedReply? started = null;
        try
        {
            var place = await gate.EnterAsync(either.Token);
            started = new StartedReply(gate, options, place, late, either,
                client.GetStreamingResponseAsync(messages, options, either.Token).GetAsyncEnumerator(either.Token), stop);
            await started.ReadToFirstTextAsync();
            return started;
        }
        catch
        {
            if (started is not null) await started.DisposeAsync();
            either.Dispose();
            late.Dispose();
            throw;
        }
    }

    /// <summary>Waits for more, no longer than a stream may be silent.</summary>
    public async ValueTask<bool> MoveNextAsync()
    {
        _late.CancelAfter(_gate.Endpoint.Silence);
        try
        {
            return await NextAsync();
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            throw ChatProviderException.Of(_gate.Name, failure, _gate.Time);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _updates.DisposeAsync();
        _either.Dispose();
        _late.Dispose();
        _place.Dispose();
    }

    private async Task ReadToFirstTextAsync()
    {
        var reader = _options is TutorChatOptions ? new ReplyReader() : null;
        var isEmpty = true;
        while (await NextAsync())
        {
            Ready.Add(Current);
            if (Current.Text.Length == 0) continue;
            isEmpty = false;
            if (reader is null || reader.Read(Current.Text).Length > 0) return;
        }
        if (isEmpty) throw new ChatProviderException(_gate.Name, "an empty reply", isTransient: true);
    }

    private async ValueTask<bool> NextAsync()
    {
        if (!await _updates.MoveNextAsync()) return false;
        foreach (var usage in Current.Contents.OfType<UsageContent>()) _gate.Count(Current.ModelId, _options, usage.Details);
        return true;
    }
}
