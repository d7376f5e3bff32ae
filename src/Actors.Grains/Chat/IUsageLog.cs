namespace Actors.Chat;

/// <summary>What a user's replies from one model have used on one day.</summary>
/// <param name="UserId">The user; empty for work that is nobody's.</param>
/// <param name="Day">Days since 1970-01-01, UTC.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model, as the provider names it.</param>
/// <param name="Replies">How many replies.</param>
/// <param name="InputTokens">Tokens of the prompts.</param>
/// <param name="OutputTokens">Tokens of the replies.</param>
/// <param name="CostMicros">Their price, in millionths of the currency in which prices are configured.</param>
public sealed record ChatUsage(string UserId, long Day, string Provider, string Model, long Replies, long InputTokens, long OutputTokens, long CostMicros);

/// <summary>Who has used how much of which model, by day. Thread-safe.</summary>
public interface IUsageLog
{
    /// <summary>Adds to the day's figures. Durable when it completes.</summary>
    Task AddAsync(ChatUsage usage);

    /// <summary>A user's figures from a day on, by day, provider and model.</summary>
    Task<IReadOnlyList<ChatUsage>> OfUserAsync(string userId, long fromDay);

    /// <summary>Keeps the figures, for the sums, but no longer says whose they are. Tells how many there were.</summary>
    Task<long> AnonymiseAsync(string userId);
}
