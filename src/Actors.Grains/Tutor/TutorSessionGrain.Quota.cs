using Actors.Accounts;
using Microsoft.Extensions.Logging;

namespace Actors.Tutor;

/// <summary>What turns have used of the user's quota: told to the user's grain once for each turn that was saved.</summary>
internal sealed partial class TutorSessionGrain
{
    private QuotaView? _quota;
    private bool _isDebiting;

    /// <summary>Whether the user had nothing left when it was last heard of.</summary>
    private bool IsUsedUp => _quota is { Tokens.IsExhausted: true };

    private IUserGrain User => GrainFactory.GetGrain<IUserGrain>(TutorSessionKey.FromGrainKey(Key).UserId);

    /// <summary>Hears what is left, since a new day or another plan may have changed it; null when there is something.</summary>
    private async Task<QuotaView?> AskQuotaAsync()
    {
        _quota = await User.Quota();
        return IsUsedUp ? _quota : null;
    }

    /// <summary>Tells what the user's grain does not know yet, and hears what is left.</summary>
    private async Task DebitAsync()
    {
        _isDebiting = true;
        try
        {
            var user = User;
            var debits = State.Debits;
            QuotaView? quota = null;
            foreach (var debit in debits) quota = await user.Debit(new(QuotaKind.Tokens, debit.Tokens, $"tutor:{Key}", debit.Turn));
            quota ??= await user.Quota();
            _inbox.Post(() => Debited(debits.IsEmpty ? 0 : debits[^1].Turn, quota));
        }
        catch (Exception failure)
        {
            _isDebiting = false;
            LogNotDebited(log, failure);
        }
    }

    private Task Debited(long throughTurn, QuotaView quota)
    {
        _isDebiting = false;
        _quota = quota;
        // Written with the next turn; if that never comes, the user's grain is told again and knows it.
        state.State = State with { Debits = State.Debits.RemoveAll(debit => debit.Turn <= throughTurn) };
        if (!State.Debits.IsEmpty) _ = DebitAsync(); // used meanwhile
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What turns have used could not be counted; it stays in the state")]
    private static partial void LogNotDebited(ILogger logger, Exception failure);
}
