using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Actors.Accounts;

/// <summary>
/// A user. Key: the user id. Keeps the profile, what the user may do, sign-ins (families of refresh tokens) and what is left of the
/// user's quotas. A guest has an id and nothing here until something is worth keeping.
/// </summary>
[Alias("accounts.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Makes the user a member, a guest included, who keeps everything. Again with the same address it changes nothing.</summary>
    [Alias("Join")]
    Task<JoinOutcome> Join(JoinUser command);

    /// <summary>Opens a sign-in. Refused for a user who is disabled or gone.</summary>
    [Alias("OpenSession")]
    Task<SessionOutcome> OpenSession(OpenSession command);

    /// <summary>
    /// Uses a refresh token once. A token that was used before revokes its family: somebody has a copy. Families of guests are not
    /// stored until their first use, so that a guest who never comes back costs no write.
    /// </summary>
    [Alias("UseRefresh")]
    Task<RefreshOutcome> UseRefresh(UseRefresh command);

    /// <summary>The open sign-ins, newest first.</summary>
    [Alias("Sessions")]
    Task<ImmutableArray<SessionView>> Sessions();

    /// <summary>Ends a sign-in: its refresh token, and its access tokens wherever they are shown. False when there is none.</summary>
    [Alias("RevokeSession")]
    Task<bool> RevokeSession(RevokeSession command);

    /// <summary>Ends every sign-in but one, and every access token given until now that is not of that one.</summary>
    [Alias("RevokeAll")]
    Task<UserFacts> RevokeAll(RevokeAll command);

    /// <summary>Who the user is. Null for one who is gone.</summary>
    [Alias("Profile")]
    Task<UserProfile?> Profile();

    /// <summary>Changes what the user says of himself.</summary>
    [Alias("UpdateProfile")]
    Task<UserProfile?> UpdateProfile(UpdateProfile command);

    /// <summary>Changes what the user may do. Access tokens given until now end; the next refresh brings new ones. Null for one who is gone.</summary>
    [Alias("SetAccess")]
    Task<UserProfile?> SetAccess(SetAccess command);

    /// <summary>
    /// Deletes or anonymises the user. When it completes nothing of that is left; when it fails half-way it goes on by itself later. The
    /// same call again tells the same.
    /// </summary>
    [Alias("Erase")]
    Task<EraseReport> Erase(EraseUser command);

    /// <summary>Lends a front end a part of what the user may still ask in this hour.</summary>
    [Alias("Lend"), AlwaysInterleave]
    Task<LoanOutcome> Lend(LoanRequest request);

    /// <summary>Counts what was used. A number that was counted before for its source is not counted again. Tells what is left.</summary>
    [Alias("Debit")]
    Task<QuotaView> Debit(DebitQuota command);

    /// <summary>What is used and what is left. Never waits: a session may ask in a turn of its own, which an erasure waits for.</summary>
    [Alias("Quota"), AlwaysInterleave]
    Task<QuotaView> Quota();
}
