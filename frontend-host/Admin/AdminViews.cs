using Actors.Accounts;

namespace Actors.Admin;

/// <summary>A user in the list.</summary>
internal sealed record UserEntry(string Id, string Email, string Name, string Role, string Plan, string Status, DateTime? CreatedAt)
{
    public static UserEntry Of(ListedUser user) => new(user.Id, user.Email, user.Name, user.Role, user.Plan, user.Status, Times.UtcOrNull(user.CreatedAt));
}

/// <summary>A sign-in in the list.</summary>
internal sealed record AdminSessionEntry(string Id, string UserId, DateTime? CreatedAt, DateTime? LastUsedAt, DateTime ExpiresAt, string Agent, string Address)
{
    public static AdminSessionEntry Of(ListedSession session) =>
        new(session.Id, session.UserId, Times.UtcOrNull(session.CreatedAt), Times.UtcOrNull(session.UsedAt), Times.Utc(session.ExpiresAt), session.Agent, session.Address);
}

/// <summary>An entry of the audit log.</summary>
internal sealed record AuditView(string Id, DateTime At, string Action, string SubjectId, string ActorId, string Address, string RequestId, string Detail)
{
    public static AuditView Of(AuditEntry entry) => new(entry.Id, Times.Utc(entry.At), entry.Action, entry.SubjectId, entry.ActorId, entry.Address, entry.RequestId, entry.Detail);
}
