using Microsoft.Extensions.AI;

namespace Actors.Chat;

/// <summary>Chat options that say for whom a model works, so that its work is counted for that user.</summary>
public class UserChatOptions(string userId) : ChatOptions
{
    /// <summary>The user.</summary>
    public string UserId { get; } = userId;

    /// <inheritdoc/>
    public override UserChatOptions Clone() => new(UserId) { MaxOutputTokens = MaxOutputTokens };
}
