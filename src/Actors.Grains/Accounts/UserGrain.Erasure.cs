using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Actors.Accounts;

/// <summary>Deleting and anonymising: first the user is out, then everything goes, and what fails is tried again until nothing is left.</summary>
internal sealed partial class UserGrain
{
    private const string Again = "erase";

    private static readonly TimeSpan RetryEvery = TimeSpan.FromMinutes(5);

    /// <summary>What an erasure leaves: the audit log names users by ids that lead nowhere any more.</summary>
    private static readonly ImmutableArray<string> KeptAlways = ["audit_log"];

    public async Task<EraseReport> Erase(EraseUser command)
    {
        // Who was anonymised may still be deleted, with what was left.
        if (State.Erasure is null || (State.Erasure.KeepsWork && !command.KeepsWork))
        {
            await this.RegisterOrUpdateReminder(Again, RetryEvery, RetryEvery);
            await RevokeUserAsync(int.MaxValue);
            await SaveAsync(State with { Version = int.MaxValue, Families = [], Erasure = new(command.KeepsWork, IsDone: false, []) });
            await AuditAsync(command.KeepsWork ? "user.anonymised" : "user.erased", command.Origin);
        }
        await GoOnAsync();
        return new(State.Erasure!.Erased, State.Erasure.KeepsWork ? KeptAlways.Add("work") : KeptAlways);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.Erasure is { IsDone: false }) await GoOnAsync();
        await ForgetReminderAsync();
    }

    private async Task GoOnAsync()
    {
        if (State.Erasure is not { IsDone: false } erasure) return;
        var (address, name, language) = (State.Email, State.Name, State.Language);
        foreach (var account in State.Accounts) await GrainFactory.GetGrain<IAccountGrain>(account).Release(Id);
        foreach (var kind in erasure.KeepsWork ? [] : data)
        {
            if (erasure.Erased.Any(done => done.Name == kind.Name)) continue;
            erasure = erasure with { Erased = erasure.Erased.Add(new(kind.Name, await kind.EraseAsync(Id, GrainFactory))) };
            await SaveAsync(State with { Erasure = erasure });
        }
        await list.RemoveAsync(Id);
        // The least that must stay: that this id is nobody's any more.
        await SaveAsync(new UserState { Version = int.MaxValue, ForgottenThrough = new('g', 32), Erasure = erasure with { IsDone = true } });
        if (address.Length > 0) await mail.PostAsync(new(MailKind.AccountErased, address, name, language));
        await ForgetReminderAsync();
        LogErased(log, Id);
    }

    private async Task ForgetReminderAsync()
    {
        if (await this.GetReminder(Again) is { } reminder) await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} was erased")]
    private static partial void LogErased(ILogger logger, string user);
}
