using Actors.Tutor;
using Microsoft.Extensions.AI;

namespace Actors.Chat;

/// <summary>Summaries by a model; with none configured nobody reads any.</summary>
internal sealed class ModelSummaries(IChatClient? chat) : ITutorSummaries
{
    private const int MaxTokens = 300;

    public bool AreRead => chat is not null;

    public async Task<string?> MakeAsync(string userId, string? before, IReadOnlyList<TutorTurn> turns, CancellationToken cancellationToken)
    {
        if (chat is null) return null;
        try
        {
            var options = new UserChatOptions(userId) { MaxOutputTokens = MaxTokens };
            return (await chat.GetResponseAsync(TutorPrompt.Summary(before, turns), options, cancellationToken)).Text.Trim();
        }
        catch (ChatProviderException)
        {
            return null; // it has been logged; the next turn asks again
        }
    }
}
