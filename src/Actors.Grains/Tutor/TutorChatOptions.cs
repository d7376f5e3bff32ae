using Actors.Chat;

namespace Actors.Tutor;

/// <summary>Chat options that carry the brief to a provider which can use it as it is, and ask for the form of <see cref="ReplySchema"/>.</summary>
public sealed class TutorChatOptions : UserChatOptions
{
    /// <summary>Options for one reply.</summary>
    public TutorChatOptions(TutorBrief brief) : base(TutorSessionKey.FromGrainKey(brief.Session).UserId)
    {
        Brief = brief;
        ResponseFormat = ReplySchema.Format;
    }

    /// <summary>The brief.</summary>
    public TutorBrief Brief { get; }

    /// <inheritdoc/>
    public override UserChatOptions Clone() => new TutorChatOptions(Brief);
}
