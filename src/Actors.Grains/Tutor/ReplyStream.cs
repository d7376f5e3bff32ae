using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Actors.Tutor;

/// <summary>Where a reply goes as it comes.</summary>
/// <param name="Say">More of it can be shown; the emotion when it is known already.</param>
/// <param name="Finish">It is whole, and has used so many tokens.</param>
internal readonly record struct ReplySink(Action<string, TutorEmotion?> Say, Action<TutorReply, long> Finish);

/// <summary>Asks a provider for one reply and hands what comes to the session.</summary>
internal sealed partial class ReplyStream(IChatClient chat, ILogger log)
{
    private long _tokens;

    /// <summary>
    /// Runs until the reply is whole or the token fires. What no provider can give, she makes up for in her own words. Never
    /// throws: it runs beside the session's commands and nobody awaits it. Text that is there at once is shown at once, in one piece.
    /// </summary>
    public async Task RunAsync(ReplySink to, IEnumerable<ChatMessage> messages, TutorBrief brief, CancellationToken stop)
    {
        try
        {
            var came = await ReadAsync(to, messages, brief, stop);
            var reply = ReplyParser.Parse(came.Json);
            if (reply is null && came.Json.Length > 0)
            {
                reply = await RepairAsync(messages, came, brief, stop);
                if (reply is not null && reply.Chinese.Length > came.Shown.Length) to.Say(reply.Chinese[came.Shown.Length..], reply.Emotion);
            }
            to.Finish(reply ?? Fallbacks.Of(brief, came.Shown), _tokens);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped: the session has already said so to everybody.
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
        }
    }

    /// <summary>Reads to the end, or to where the provider failed.</summary>
    private async Task<(string Json, string Shown)> ReadAsync(ReplySink to, IEnumerable<ChatMessage> messages, TutorBrief brief, CancellationToken stop)
    {
        var reader = new ReplyReader();
        var ready = new StringBuilder();
        var shown = "";
        try
        {
            await using var updates = chat.GetStreamingResponseAsync(messages, new TutorChatOptions(brief), stop).GetAsyncEnumerator(stop);
            while (true)
            {
                var next = updates.MoveNextAsync();
                // Show what there is before waiting for more.
                if (!next.IsCompleted && ready.Length > 0) Show();
                if (!await next) break;
                ready.Append(reader.Read(updates.Current.Text));
                foreach (var usage in updates.Current.Contents.OfType<UsageContent>()) Count(usage.Details);
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, failure);
        }
        if (ready.Length > 0) Show();
        return (reader.Json, shown);

        void Show()
        {
            var text = ready.ToString();
            ready.Clear();
            shown = shown.Length == 0 ? text : shown + text;
            to.Say(text, reader.Emotion);
        }
    }

    /// <summary>Asks once for the same reply in the right form; it must begin with what was shown. Null when that fails, too.</summary>
    private async Task<TutorReply?> RepairAsync(IEnumerable<ChatMessage> messages, (string Json, string Shown) came, TutorBrief brief, CancellationToken stop)
    {
        try
        {
            var response = await chat.GetResponseAsync(TutorPrompt.Repair(messages, came.Json, came.Shown), new TutorChatOptions(brief), stop);
            Count(response.Usage);
            return ReplyParser.Parse(response.Text) is { } reply && reply.Chinese.StartsWith(came.Shown, StringComparison.Ordinal) ? reply : null;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, failure);
            return null;
        }
    }

    private void Count(UsageDetails? usage) => _tokens += (usage?.InputTokenCount ?? 0) + (usage?.OutputTokenCount ?? 0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A provider gave no whole reply")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
