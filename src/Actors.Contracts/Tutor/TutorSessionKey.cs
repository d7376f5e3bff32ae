namespace Actors.Tutor;

/// <summary>The key of a tutor session: a user, and a conversation where the user has several. The only code that builds or reads the text.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Conversation">The conversation; empty for the user's main one.</param>
public readonly record struct TutorSessionKey(string UserId, string Conversation = "")
{
    private const char Separator = '/';

    /// <summary>The grain key.</summary>
    public string ToGrainKey() => Conversation.Length == 0 ? UserId : $"{UserId}{Separator}{Conversation}";

    /// <summary>Reads a grain key.</summary>
    public static TutorSessionKey FromGrainKey(string key)
    {
        var at = key.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? new(key) : new(key[..at], key[(at + 1)..]);
    }
}
