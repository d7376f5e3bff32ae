using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Actors.Tutor;

/// <summary>Asks a provider for one reply and hands what comes to the session.</summary>
internal sealed partial class ReplyStream(IChatClient chat, ILogger log)
{
    /// <summary>
    /// Runs until the reply is whole, the provider fails, or the token fires. Never throws: it runs beside the session's
    /// commands and nobody awaits it. Text that is there at once is shown at once, in one piece.
    /// </summary>
    public async Task RunAsync(ITutorTurnSink session, long generation, IEnumerable<ChatMessage> messages, TutorBrief brief, CancellationToken stop)
    {
        try
        {
            var reply = await ReadAsync(session, generation, messages, brief, stop);
            if (reply is null) await session.Fail(generation, "MODEL_INVALID");
            else await session.Finish(generation, reply);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped: the session has already said so to everybody.
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
            await FailAsync(session, generation);
        }
    }

    private async Task<TutorReply?> ReadAsync(
        ITutorTurnSink session, long generation, IEnumerable<ChatMessage> messages, TutorBrief brief, CancellationToken stop)
    {
        var reader = new ReplyReader();
        var ready = new StringBuilder();
        await using var updates = chat.GetStreamingResponseAsync(messages, new TutorChatOptions(brief), stop).GetAsyncEnumerator(stop);
        while (true)
        {
            var next = updates.MoveNextAsync();
            // Show what there is before waiting for more.
            if (!next.IsCompleted && ready.Length > 0)
            {
                await session.Say(generation, ready.ToString());
                ready.Clear();
            }
            if (!await next) break;
            ready.Append(reader.Read(updates.Current.Text));
        }
        if (ready.Length > 0) await session.Say(generation, ready.ToString());
        return ReplyParser.Parse(reader.Json);
    }

    private async Task FailAsync(ITutorTurnSink session, long generation)
    {
        try
        {
            await session.Fail(generation, "MODEL_UNAVAILABLE");
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reply could not be made")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
